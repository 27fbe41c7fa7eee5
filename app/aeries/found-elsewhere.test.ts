import { expect, test } from "vitest";
import { answering, json } from "../../tests/aeries/answering.ts";
import { certificate, clientOf, school } from "../../tests/aeries/client-of.ts";

const info = { AeriesVersion: "9.26", DatabaseYear: "2026-2027", AvailableDatabaseYears: ["2026-2027"] };
const ask = { databaseYear: 2026 };

/** An Aeries under `prefix`; every other address of its host answers as `elsewhere` does. */
const under = (prefix: string, elsewhere: { status: number; body: string }) =>
  answering(({ url = "" }, response) => {
    if (!url.startsWith(`${prefix}/api/v5/`)) response.writeHead(elsewhere.status).end(elsewhere.body);
    else json(response, url.includes("systeminfo") ? info : [school]);
  });

test.each([
  ["is no page", 404, "<html>404</html>"],
  ["is a web page", 200, "<html>Welcome</html>"],
  ["sends on to a page", 302, ""],
  ["asks who is there", 401, "<html>Windows</html>"],
])("where the address given %s, the API is found at the same host, and the certificate goes there alone", async (_, status, body) => {
  const { url, requests } = await under("/student", { status, body });
  const client = clientOf(`${url}/admin`);
  expect(await client.schools(ask)).toMatchObject({ ok: true, value: { good: [{ schoolCode: 10 }] } });
  const carriers = requests.filter(({ headers }) => "aeries-cert" in headers);
  expect(carriers.map((request) => request.url)).toEqual(["/student/api/v5/schools?DatabaseYear=2026"]);
  const before = requests.length;
  expect((await client.systemInfo()).ok && (await client.schools(ask)).ok).toBe(true);
  expect(requests.slice(before).map((request) => request.url)).toEqual([
    "/student/api/v5/systeminfo",
    "/student/api/v5/schools?DatabaseYear=2026",
  ]);
  const told = client.lines.map((line) => JSON.parse(line));
  expect(told.filter(({ event }) => event === "aeries_found_elsewhere")).toEqual([
    { event: "aeries_found_elsewhere", prefix: "/student" },
  ]);
  expect(client.lines.join()).not.toMatch(new RegExp(`${certificate}|127\\.0\\.0\\.1`));
});

test("where it is nowhere, what the address given said is told, and no certificate is sent", async () => {
  const { url, requests } = await under("/nowhere", { status: 200, body: "<html>Welcome</html>" });
  expect(await clientOf(url).schools(ask)).toMatchObject({ ok: false, failure: { kind: "not_json" } });
  expect(requests.some(({ headers }) => "aeries-cert" in headers)).toBe(false);
});

test("an Aeries in trouble is not looked for elsewhere", async () => {
  const { url, requests } = await under("/admin", { status: 500, body: "" });
  expect(await clientOf(url).schools(ask)).toMatchObject({ ok: false, failure: { kind: "server_error" } });
  expect(requests).toHaveLength(1);
});
