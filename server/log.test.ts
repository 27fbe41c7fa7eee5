import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLog, withRequestId } from "./log.ts";

function recorded(syncFile: string | null = null) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, log: createLog({ level: "info", service: "web", destination, syncFile }) };
}

test("an event is one JSON line with its facts and its request", () => {
  const { lines, log } = recorded();
  withRequestId("r-1", () => log.info("register_submitted", { section: 1118, marks: 3 }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\n$/);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: "info",
    service: "web",
    event: "register_submitted",
    request_id: "r-1",
    section: 1118,
    marks: 3,
  });
});

test.each([
  ["a name", { pupil_id: 7, name: "Ana Garcia" }, "Garcia"],
  ["a first name in camel case", { firstName: "Ana" }, "Ana"],
  ["anything of a pupil's", { pupil: { id: 7, homeroom: "Garcia 12" } }, "Garcia"],
  ["an email in a fact", { email: "ana@example.org" }, "ana@"],
  ["an email in a sentence", { reason: "no account for ana@example.org" }, "ana@"],
  ["a cookie in headers", { headers: { cookie: "session=s3cret" } }, "s3cret"],
  ["set-cookie", { headers: { "Set-Cookie": ["session=s3cret"] } }, "s3cret"],
  ["an authorization header", { headers: { Authorization: "Bearer s3cret" } }, "s3cret"],
  ["a token in a sentence", { reason: "refused Bearer s3cret" }, "s3cret"],
  ["the Aeries certificate", { headers: { "AERIES-CERT": "477abe9e" } }, "477abe9e"],
  ["a name deep in a list", { rows: [{ of: { LastName: "Garcia" } }] }, "Garcia"],
  ["a value that a driver quotes", { error: new Error('invalid input syntax: "Garcia"') }, "Garcia"],
  ["parameters in an error", { error: new Error("Failed query: select $1\nparams: Garcia") }, "Garcia"],
  ["fields of an error", { error: Object.assign(new Error("x"), { detail: "(Garcia)" }) }, "Garcia"],
  ["the cause of an error", { error: new Error("x", { cause: new Error('"Garcia"') }) }, "Garcia"],
])("never writes %s", (_what, facts, hidden) => {
  const { lines, log } = recorded();
  log.error("something", { ...facts, kept: 1 });
  expect(lines.join("")).not.toContain(hidden);
  expect(JSON.parse(lines[0]!)).toMatchObject({ kept: 1 });
});

test("keeps what is needed to find a fault", () => {
  const { lines, log } = recorded();
  const error = Object.assign(new Error('relation "bell_schedule" does not exist'), { code: "42P01" });
  log.error("failed", { error, pupil_id: 7, pupils: 35 });
  const line = JSON.parse(lines[0]!);
  expect(line).toMatchObject({ pupil_id: 7, pupils: 35, error: { code: "42P01", kind: "Error" } });
  expect(line.error.message).toContain("bell_schedule");
  expect(line.error.frames[0]).toContain("log.test.ts");
});

test("events of the sync go to its own file too, redacted, and others do not", () => {
  const folder = mkdtempSync(join(tmpdir(), "sync-log-"));
  const file = join(folder, "aeries-sync.log");
  const { lines, log } = recorded(file);
  log.info("sync_completed", { school: 12, name: "Garcia" });
  log.info("request", {});
  expect(lines).toHaveLength(2);
  const kept = readFileSync(file, "utf8").trim().split("\n");
  expect(kept).toHaveLength(1);
  expect(JSON.parse(kept[0]!)).toMatchObject({ event: "sync_completed", school: 12, name: "[redacted]" });
  rmSync(folder, { recursive: true });
});

test("a sync file that cannot be opened stops nothing", () => {
  const { lines, log } = recorded("/no/such/folder/aeries-sync.log");
  log.info("sync_completed");
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(["sync_log_unwritable", "sync_completed"]);
});

test.each([
  ["by itself", "process.exit(0)"],
  ["by a failure that nobody caught", "throw new Error('gone')"],
])("what was said last is there when the process ends %s", (_how, ending) => {
  expect(saidBefore(`log.info("said_last"); ${ending};`)).toContain('"event":"said_last"');
});

test("a warning is there even where the process is killed at once, with what was said before it", () => {
  const said = saidBefore(`
    log.info("said_before");
    log.warn("said_as_warning");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 50);`);
  expect(said).toContain('"event":"said_before"');
  expect(said).toContain('"event":"said_as_warning"');
});

/** What a process of its own writes to its standard output. */
const saidBefore = (script: string): string =>
  spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `import { createLog } from "./server/log.ts";
       const log = createLog({ level: "info", service: "worker", syncFile: null });
       // Once the stream is open, as it is long before a process that serves ends.
       await new Promise((opened) => setTimeout(opened, 20));
       ${script}`,
    ],
    { encoding: "utf8" },
  ).stdout;
