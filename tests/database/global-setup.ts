import { rmSync } from "node:fs";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { migrateDatabase } from "#server/migrations.ts";

declare module "vitest" {
  interface ProvidedContext {
    database: { admin: string; web: string; worker: string };
  }
}

/** One throw-away server for the run; each test file copies the migrated template. */
export default async function setup(project: TestProject) {
  const folder = `.data/test-${process.pid}`;
  const server = await startEmbedded(folder, [
    "-c",
    "fsync=off",
    "-c",
    "synchronous_commit=off",
    "-c",
    "full_page_writes=off",
    "-c",
    "shared_preload_libraries=pg_stat_statements",
  ]);
  const urls = server.urls("template_ap");
  const admin = postgres(server.urls("postgres").admin, { max: 1 });
  await admin`create database template_ap`;
  await admin.end();
  await migrateDatabase(urls.admin, {
    web: new URL(urls.web).password,
    worker: new URL(urls.worker).password,
  });
  project.provide("database", urls);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
