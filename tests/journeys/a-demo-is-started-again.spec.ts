import { generateTOTP } from "@epic-web/totp";
import { expect, folder, test } from "./story.ts";
import { leftBehind, readStarts, type Start } from "./two-starts.ts";

// Told without a browser, of the two starts that the stories' district came from.
let first: Start;
let second: Start;
let processLeft: number | null;
test.beforeAll(() => {
  ({ first, second, processLeft } = readStarts(folder));
});

test("a start over leaves nothing of what was there, and is ready within 90 s", () => {
  const emails = first.people.map(({ email }) => email);
  expect(emails).toEqual(expect.arrayContaining(first.access.users.map(({ email }) => email)));
  expect([...emails, ...first.access.users.map(({ email }) => email)]).not.toContain(leftBehind);
  expect(first.said.filter((line) => line.includes("marks read from Aeries"))).toHaveLength(6);
  expect(first.readings.find(({ resource }) => resource === "students")!.read).toBeGreaterThan(3_000);
  expect(first.seconds).toBeLessThan(90);
});

test("a stopped demo leaves no database running", () => {
  expect(processLeft).toBeNull();
});

test("a second start has the same people, addresses and keys", () => {
  const { mail: _, ...kept } = first.access;
  expect(second.access).toMatchObject(kept);
  expect(second.people).toEqual(first.people);
  expect(second.migrations).toEqual(first.migrations);
  expect(second.sessions).toBe(first.sessions);
  expect(first.sessions).toBeGreaterThan(10);
});

// On a machine that does other work the 10 s of a second start would be missed now and then: the time is printed, and
// what makes it short is held.
test("a second start on the same day reads nothing anew, and waits for no reading", () => {
  expect(second.said).toEqual([
    "Starting the database",
    "Starting the Aeries stand-in and the mail catcher, building the pages",
    "Starting the web server",
  ]);
  for (const { resource, differing } of second.readings) expect([resource, differing]).toEqual([resource, 0]);
  const read = (resource: string) => second.readings.find((one) => one.resource === resource)?.read;
  for (const resource of ["students", "enrollment", "programs", "contacts", "rosters"])
    expect([resource, read(resource)]).toEqual([resource, 0]);
});

test("Aeries' clock is the demo's", () => {
  expect(first.aeriesTime).toMatch(/^2026-10-14T10:0[0-3]:/);
  expect(second.aeriesTime).toMatch(/^2026-10-14T10:0[5-7]:/);
});

test("after a second start people sign in as before, and see the district", async ({ request }) => {
  const { url, users } = second.access;
  const teacher = first.access.users.find(({ role, schools }) => role === "teacher" && schools[0] === 30)!;
  expect(users).toContainEqual(teacher);
  const headers = { Origin: url };
  const { email, password, totp_secret } = teacher;
  const asked = await request.post(`${url}/sign-in`, { form: { email, password }, headers });
  expect(new URL(asked.url()).pathname).toBe("/sign-in/code");
  const { otp } = await generateTOTP({ secret: totp_secret, algorithm: "SHA-1" });
  const home = await request.post(`${url}/sign-in/code`, { form: { code: otp }, headers });
  expect(home.status()).toBe(200);
  expect(await home.text()).toContain(teacher.name);
});
