import { join, resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import options from "../../remix.config.js";

/** The bare app, compiled as the product is, into the folder of one run. */
export default defineConfig({
  root: resolve("."),
  plugins: [
    remix({ ...options, appDirectory: "bench/floor/app", buildDirectory: join(process.env.FLOOR_FOLDER!) }),
  ],
  build: { target: "es2022", sourcemap: false, cssMinify: true },
});
