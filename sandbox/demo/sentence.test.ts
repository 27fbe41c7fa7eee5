import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { unavailableAnswer } from "#app/access/unavailable.server.ts";
import { startEmbedded } from "#server/embedded-postgres.ts";
import { writeWhole } from "#server/whole-file.ts";
import { readAccess, readKept, writeKept } from "./access-file.ts";
import { createChildren } from "./children.ts";
import { causeOf, DemoProblem, inOneSentence } from "./sentence.ts";

mkdirSync(".data", { recursive: true });
const folder = mkdtempSync(".data/sentence-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const failureOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (failure) {
    return failure;
  }
  throw new Error("It did not fail.");
};

test("a file of the demo that was cut off is one sentence that names --fresh", () => {
  const kept = readKept(folder);
  writeKept(folder, kept);
  expect(readKept(folder)).toEqual(kept);
  for (const [name, read] of [
    ["kept.json", readKept],
    ["access.json", readAccess],
  ] as const) {
    const path = join(folder, "demo", name);
    writeFileSync(path, JSON.stringify(kept));
    truncateSync(path, 40);
    const failure = failureOf(() => read(folder));
    expect(failure).toBeInstanceOf(DemoProblem);
    expect(inOneSentence(failure, folder)).toMatch(
      /^\S+ is damaged\. Start over with: npm run demo -- --fresh/,
    );
    rmSync(path);
  }
});

test("a file is replaced as a whole, and kept where it is to be kept", () => {
  const path = join(folder, "whole");
  writeWhole(path, "first");
  writeWhole(path, "second", { keep: true });
  expect(readFileSync(path, "utf8")).toBe("first");
  writeWhole(path, "third");
  expect(readFileSync(path, "utf8")).toBe("third");
});

test.runIf(existsSync("/dev/full"))(
  "a disk that fills up later is one sentence, and spares what is there",
  () => {
    const path = join(folder, "spared");
    writeWhole(path, "first");
    symlinkSync("/dev/full", `${path}.${process.pid}`);
    const sentence = inOneSentence(
      failureOf(() => writeWhole(path, "second")),
      folder,
    );
    expect(sentence).toMatch(/^The disk that holds \S+ is full\. Free some room and start again/);
    expect(readFileSync(path, "utf8")).toBe("first");
    const ofPostgres = Object.assign(new Error("could not extend file"), { code: "53100" });
    expect(inOneSentence(new Error("Failed query", { cause: ofPostgres }), folder)).toBe(sentence);
  },
);

test("a folder that cannot be used is one sentence that names another; what nobody foresaw is none", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const failure = failureOf(() => mkdirSync(join(file, "demo"), { recursive: true }));
  expect(inOneSentence(failure, folder)).toMatch(
    /^The folder \S+ cannot be used \(ENOTDIR\)\. Make it readable and writable for you, or choose another: DATA_FOLDER=/,
  );
  expect(inOneSentence(new TypeError("x is not a function"), folder)).toBeNull();
});

test("a database that ends for want of room is told as a full disk, and otherwise by its last words", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const words = 'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device';
  for (const lost of [refused, new Error("Failed query", { cause: refused }), unavailableAnswer()])
    expect(inOneSentence(causeOf(lost, words, folder), folder)).toMatch(/^The disk that holds \S+ is full/);
  expect(inOneSentence(causeOf(refused, "FATAL:  out of memory", folder), folder)).toBe(
    `The database in ${folder} was lost: FATAL:  out of memory`,
  );
  const other = new DemoProblem("Port 3000 is taken.");
  expect(causeOf(other, words, folder)).toBe(other);
});

test("a log that cannot be written ends the demo with a sentence and not with a crash", async () => {
  const told = Promise.withResolvers<DemoProblem>();
  const children = createChildren(join(folder, "nowhere"));
  children.start("idle", ["--eval", "setInterval(() => {}, 1000)"], process.env, { onEnd: told.resolve });
  expect((await told.promise).message).toMatch(/^The log of idle in \S+ cannot be written: ENOENT/);
  await children.stop();
});

test("a note of the database that was cut off is one sentence that names --fresh", async () => {
  mkdirSync(join(folder, "postgres"));
  writeFileSync(join(folder, "postgres", "PG_VERSION"), "18\n");
  writeFileSync(join(folder, "postgres.json"), '{"port":');
  await expect(startEmbedded(folder)).rejects.toThrow(/left half-written.*npm run demo -- --fresh/);
});
