import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clockAt, createTestDatabase, type TestDatabase } from "../tests/database/test-database.ts";

const run = promisify(execFile);
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
});
afterAll(() => database.drop());

const command = (...words: string[]) =>
  run(process.execPath, ["server/command.ts", ...words], {
    env: {
      ...process.env,
      NODE_ENV: "test",
      SECRET_KEY: Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64"),
      DATABASE_URL: database.urls.admin,
      DATABASE_WEB_URL: database.urls.web,
      DATABASE_WORKER_URL: database.urls.worker,
    },
  });

const make = (...words: string[]) => command("first-administrator", ...words);

test("an empty installation gets its first administrator once, with a password for one sign-in", async () => {
  const { stdout } = await make("dana@example.org", "Dana Whitfield");
  expect(stdout).toMatch(/^dana@example\.org may sign in once with: \S{12,}/);
  expect(
    await database.admin`select u.email, r.school_id, r.role from user_account u join user_role r on r.user_id = u.id`,
  ).toEqual([{ email: "dana@example.org", school_id: 0, role: "district administrator" }]);
  await expect(make("dana@example.org", "Dana Whitfield")).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/has an account already/),
  });
  for (const wrong of ["dana", "dana@", "@example.org", "dana@example"])
    await expect(make(wrong, "Dana Whitfield")).rejects.toMatchObject({
      code: 64,
      stderr: expect.stringContaining("Enter an email like name@district.org."),
    });
  await expect(make("other@example.org")).rejects.toMatchObject({ code: 64 });
});

test("a word that is no command is told which there are", async () => {
  await expect(command("administrator")).rejects.toMatchObject({
    code: 64,
    stderr: "Say web, worker, migrate or first-administrator.\n",
  });
});
