import { describe, expect, test } from "vitest";
import { answering, json, nobody, notedLog } from "../../tests/aeries/answering.ts";
import { baseOf, basesToTry } from "./address.ts";
import { findBase } from "./find-base.server.ts";

const info = { AeriesVersion: "9.26", DatabaseYear: "2026-2027", AvailableDatabaseYears: ["2026-2027"] };
const under = (prefix: string) =>
  answering((request, response) =>
    request.url === `${prefix}/api/v5/systeminfo`
      ? json(response, info)
      : response.writeHead(404).end("<html>404</html>"),
  );
const find = (pasted: string) => findBase(pasted, { timeoutMs: 1000, log: notedLog().log });

describe("the address of Aeries", () => {
  test.each([
    ["https://demo.aeries.net/aeries", "https://demo.aeries.net/aeries"],
    [" demo.aeries.net/admin/ ", "https://demo.aeries.net/admin"],
    ["https://demo.aeries.net/admin/Login.aspx?x=1#y", "https://demo.aeries.net/admin"],
    ["https://demo.aeries.net/admin/api/v5/", "https://demo.aeries.net/admin"],
    ["http://aeries.local:8080", "http://aeries.local:8080"],
    ["https://user:word@demo.aeries.net", null],
    ["file:///etc/hosts", null],
    ["https://", null],
    ["", null],
  ])("%j is %j", (pasted, base) => {
    expect(baseOf(pasted)).toBe(base);
  });

  test("is tried as given, then under each application, then at the root, each once", () => {
    expect(basesToTry("https://x.example/admin")).toEqual([
      "https://x.example/admin",
      "https://x.example/aeries",
      "https://x.example/student",
      "https://x.example",
    ]);
  });

  test.each([
    "",
    "/aeries",
    "/admin",
    "/student",
    "/deep/er",
  ])("is found under %j, without the certificate", async (prefix) => {
    const { url, requests } = await under(prefix);
    const found = await find(prefix === "/deep/er" ? `${url}/deep/er/Login.aspx` : url);
    expect(found).toMatchObject({
      ok: true,
      value: { baseUrl: `${url}${prefix}`, encrypted: false, systemInfo: { databaseYear: 2026 } },
    });
    expect(requests.some(({ headers }) => "aeries-cert" in headers)).toBe(false);
  });

  test("where nothing is found, nobody listens, or everything is refused", async () => {
    const nothing = await under("/nowhere");
    expect(await find(nothing.url)).toMatchObject({ ok: false, failure: { kind: "not_found" } });
    expect(await find(await nobody())).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
    const closed = await answering((_, response) => response.writeHead(401).end("<html>"));
    expect(await find(closed.url)).toMatchObject({ ok: false, failure: { kind: "refused" } });
    const page = await answering((_, response) => response.end("<html>Welcome</html>"));
    expect(await find(page.url)).toMatchObject({ ok: false, failure: { kind: "not_found" } });
    expect(await find("not an address")).toMatchObject({ ok: false, failure: { kind: "not_found" } });
  });
});
