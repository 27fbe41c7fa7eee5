import { afterAll, beforeAll, expect, test } from "vitest";
import { replaceRecoveryCodes } from "#app/access/recovery-code.server.ts";
import { createSecretBox } from "#server/secret-box.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { startWebProcess, type WebProcess } from "../faults/web-process.ts";
import { contextOn } from "./test-context.ts";
import { addPerson, theirPassword, theirSecret } from "./test-people.ts";

const moment = "2026-10-14T17:00:00Z";
const keyOf = (step: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, at) => at * step)).toString("base64");
/** The accounts are of the time before the key was changed. */
const [SECRET_KEY_PREVIOUS, SECRET_KEY] = [keyOf(3), keyOf(5)];
/** As docs/decisions/0002 says for the address of a whole school. */
const longestWaitSeconds = 10;

let database: TestDatabase;
let web: WebProcess;
const codesOf = new Map<string, string[]>();
beforeAll(async () => {
  const clock = clockAt(moment);
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  const { context } = contextOn(database, clock);
  const own = { ...context, secrets: createSecretBox(SECRET_KEY_PREVIOUS) };
  for (const email of ["known@example.org", "new@example.org"]) {
    const id = await addPerson(own, email, [{ schoolId: 10, role: "attendance clerk" }]);
    const codes = await database.web.asPerson(id, (tx) => replaceRecoveryCodes(tx, own.secrets, id));
    codesOf.set(email, codes);
  }
  web = await startWebProcess({
    DATABASE_URL: database.urls.admin,
    DATABASE_WEB_URL: database.urls.web,
    DATABASE_WORKER_URL: database.urls.worker,
    SECRET_KEY,
    SECRET_KEY_PREVIOUS,
    LOG_LEVEL: "info",
    CLOCK_AT: moment,
  });
}, 120_000);
afterAll(async () => {
  await web?.stop();
  await database?.drop();
});

/** A browser at the school: all of them come from one address. */
function browser() {
  const cookies = new Map<string, string>();
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await fetch(web.url + path, {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: new URLSearchParams(fields),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get("Location"), page: await answer.text() };
  };
  const signIn = async (email: string) => {
    const first = await post("/sign-in", { email, password: theirPassword });
    if (first.to !== "/sign-in/code") return first;
    return post("/sign-in/code", { code: codesOf.get(email)!.pop()! });
  };
  return { cookies, post, signIn };
}

test("a web process that is started with a changed key seals the secrets anew", async () => {
  const line = web.lines.find((one) => one.includes('"event":"sealed_anew"'));
  expect(JSON.parse(line ?? "{}")).toMatchObject({ renewed: 2, unopened: 0, earlierCodes: 2 });
  const rows = await database.admin<{ sealed: string }[]>`select totp_secret as sealed from user_account`;
  const box = createSecretBox(SECRET_KEY);
  expect(rows.map(({ sealed }) => box.open(sealed))).toEqual([theirSecret, theirSecret]);
});

test("150 bad tries from the school's address hold no known browser back, and a new one for ten seconds at most", async () => {
  const teachers = browser();
  expect(await teachers.signIn("known@example.org")).toMatchObject({ status: 302, to: "/" });
  teachers.cookies.delete("session");

  const pupil = browser();
  const bad: number[] = [];
  for (let n = 0; n < 150; n += 10) {
    const tries = Array.from({ length: 10 }, (_, at) =>
      pupil.post("/sign-in", { email: `teacher${n + at}@example.org`, password: "a guess" }),
    );
    bad.push(...(await Promise.all(tries)).map((answer) => answer.status));
  }
  expect(bad).toHaveLength(150);
  expect(bad.filter((status) => status === 429).length).toBeGreaterThan(100);

  expect(await teachers.signIn("known@example.org")).toMatchObject({ status: 302, to: "/" });

  const refused = await browser().signIn("new@example.org");
  expect(refused.status).toBe(429);
  const [, seconds] = /Wait (\d+) seconds?/.exec(refused.page) ?? [];
  expect(Number(seconds)).toBeGreaterThan(0);
  expect(Number(seconds)).toBeLessThanOrEqual(longestWaitSeconds);
  await new Promise((later) => setTimeout(later, Number(seconds) * 1000));
  expect(await browser().signIn("new@example.org")).toMatchObject({ status: 302, to: "/" });
}, 60_000);
