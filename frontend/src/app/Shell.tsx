import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";

import { Waiting } from "@/ui/Waiting";

import { Header } from "./Header";
import { OfflineBar } from "./OfflineBar";

/** The header above an ordinary page. */
export function Shell() {
  return (
    <>
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      <Header />
      <OfflineBar />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
