import { defineConfig } from "vite";

// Relative addresses: a host serves the pages below a path of its own choosing, one per phone.
export default defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false },
});
