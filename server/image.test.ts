import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "#sandbox/demo/machine.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";
import { startPipeline, testEnvironment } from "./app.fixture.ts";
import { connect } from "./database.ts";
import { migrationsPending } from "./migrations.ts";

const run = promisify(execFile);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
});
afterAll(() => database.drop());

/** A file of `server/` as the image runs it: in production, with no variable but these. */
const inImage = (words: string[], variables: Record<string, string>) =>
  run(process.execPath, ["--disable-warning=ExperimentalWarning", ...words], {
    env: { ...testEnvironment, NODE_ENV: "production", DISTRICT_NAME: "Proof Unified", ...variables },
  });

test("migrate makes an empty database whole with the three addresses that it is told to have", async () => {
  const { admin, web, worker } = database.urls;
  await database.admin`create database whole_again template template0`.simple();
  try {
    const DATABASE_URL = admin.replace(/[^/]+$/, "whole_again");
    await inImage(["server/command.ts", "migrate"], {
      DATABASE_URL,
      DATABASE_WEB_URL: web,
      DATABASE_WORKER_URL: worker,
    });
    const made = connect(DATABASE_URL, { max: 1, name: "test" });
    expect(await migrationsPending(made)).toBe(0);
    await made.close();
  } finally {
    await database.admin`drop database whole_again with (force)`.simple();
  }
});

test.each([
  ["migrate", "DATABASE_WORKER_URL", ["admin", "web"]],
  ["migrate", "DATABASE_URL", ["web", "worker"]],
  ["web", "DATABASE_WEB_URL", ["worker"]],
  ["worker", "DATABASE_WORKER_URL", ["web"]],
  ["first-administrator", "DATABASE_WEB_URL", ["worker"]],
] as const)("%s without %s says so and does nothing", async (word, missing, given) => {
  const variables = { admin: "DATABASE_URL", web: "DATABASE_WEB_URL", worker: "DATABASE_WORKER_URL" };
  const addresses = Object.fromEntries(given.map((role) => [variables[role], database.urls[role]]));
  const words =
    word === "first-administrator"
      ? ["server/command.ts", word, "dana@example.org", "Dana Whitfield"]
      : ["server/command.ts", word];
  await expect(inImage(words, addresses)).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: `${missing} must be set for this command.\n`,
  });
});

type Change = (url: string) => string;
const empty: Change = (url) => url.replace(/[^/]+$/, "postgres");
const unknown: Change = (url) => url.replace(/[^/]+$/, "nowhere");
const silent: Change = (url) => url.replace(/:\d+\//, ":1/");
const closed: Change = (url) => url.replace(/:[^:]+@/, ":wrong@");

test.each([
  ["web", "that is empty", empty, /^The database is not up to date\..*migrate/],
  ["worker", "that is empty", empty, /^The database is not up to date\..*migrate/],
  ["first-administrator", "that is empty", empty, /^The database is not up to date\..*migrate/],
  ["web", "that is not there", unknown, /^The server has no such database\./],
  ["migrate", "that does not answer", silent, /^The database does not answer\./],
  ["web", "that does not answer", silent, /^The database does not answer\./],
  ["web", "that refuses it", closed, /^The database refuses .*migrate/],
])("%s at a database %s says so in a sentence", async (word, _which, change, sentence) => {
  const { admin, web, worker } = database.urls;
  await expect(
    inImage(["server/command.ts", word, "dana@example.org", "Dana Whitfield"], {
      DATABASE_WEB_URL: change(web),
      DATABASE_WORKER_URL: change(worker),
      ...(word === "migrate" ? { DATABASE_URL: change(admin) } : {}),
    }),
  ).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
});

test("the health check tells a living container, by either of its ports, from one that does not answer", async () => {
  const app = await startPipeline();
  const living = String((app.server.address() as AddressInfo).port);
  const [silent, other] = [String(await freePort()), String(await freePort())];
  const check = (PORT: string, WORKER_METRICS_PORT: string) =>
    inImage(["server/healthcheck.ts"], {
      DATABASE_WEB_URL: database.urls.web,
      PORT,
      WORKER_METRICS_PORT,
    });
  try {
    await check(living, silent);
    await check(silent, living);
    await expect(check(silent, other)).rejects.toMatchObject({
      code: 1,
      stderr: `Neither port ${silent} nor port ${other} answers that it lives.\n`,
    });
  } finally {
    app.close();
  }
});

test("the image has the Node that the project pins", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(readFileSync("Dockerfile", "utf8")).toContain(`\nARG NODE=node:${devDependencies.node}-slim\n`);
});
