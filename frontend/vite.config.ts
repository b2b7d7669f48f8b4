import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.TOUCHSTONE_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/" : "/",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The host stays what the browser asked for, or the back end takes every write for a forgery.
  server: {
    proxy: Object.fromEntries(
      ["/api", "/_allauth", "/images"].map((path) => [path, { target: backend, changeOrigin: false }]),
    ),
  },
  build: {
    manifest: true,
    target: "es2023",
    // Browsers that know light-dark(): lowered, it would need variables that the theme does not set.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    rollupOptions: { input: "src/main.tsx" },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    css: false,
  },
}));
