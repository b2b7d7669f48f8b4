import { Outlet } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";

import { useMe } from "@/api/useProject";
import { Waiting } from "@/ui/Waiting";

import { Header } from "./Header";
import { OfflineBar } from "./OfflineBar";

/** The header above an ordinary page. */
export function Shell() {
  useLeftovers();
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

/** Sends what an earlier visit left on this device, whichever page is opened first. */
function useLeftovers(): void {
  const me = useMe();
  useEffect(() => {
    void import("@/features/labeling").then(({ senderOf }) => senderOf(me.id));
  }, [me.id]);
}
