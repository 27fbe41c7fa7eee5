import { describe, expect, test } from "vitest";
import { answering, json } from "../../tests/aeries/answering.ts";
import { certificate, clientOf, school, window } from "../../tests/aeries/client-of.ts";

describe("asking", () => {
  test("puts the certificate in the header, never in the address or the log", async () => {
    const { url, requests } = await answering((_, response) => json(response, [school]));
    const client = clientOf(`${url}/aeries/`);
    expect(await client.schools()).toMatchObject({
      ok: true,
      value: { good: [{ schoolCode: 10 }], bad: [] },
    });
    expect(requests[0]?.url).toBe("/aeries/api/v5/schools");
    expect(requests[0]?.headers["aeries-cert"]).toBe(certificate);
    expect(requests[0]?.headers.accept).toBe("application/json");
    expect(client.lines.join()).not.toMatch(new RegExp(`${certificate}|127\\.0\\.0\\.1`));
  });

  test("every resource is asked for at its path", async () => {
    const { url, requests } = await answering((_, response) => json(response, []));
    const client = clientOf(url);
    await client.staff();
    await client.courses();
    await client.terms(10);
    await client.calendar(0);
    await client.bellSchedule(10);
    await client.absenceCodes(10);
    await client.enrollment(10, 2026);
    await client.programs(10);
    await client.contacts(10);
    await client.sections(10);
    await client.classes(10);
    await client.attendance(10, window);
    await client.studentDataChanges("enrollment", Temporal.PlainDateTime.from("2026-08-01T07:05:59"));
    expect(requests.map((request) => request.url.replace("/api/v5/", ""))).toEqual([
      "staff",
      "courses",
      "schools/10/terms",
      "schools/0/calendar",
      "schools/10/BellSchedule",
      "schools/10/AbsenceCodes",
      "schools/10/enrollment/0/year/2026",
      "schools/10/students/0/programs",
      "schools/10/contacts",
      "schools/10/sections",
      "schools/10/classes",
      "schools/10/attendance?StartDate=20260812&EndDate=20260903",
      "StudentDataChanges/enrollment/2026/08/01/07/05",
    ]);
  });

  test("refuses settings that can never work", () => {
    expect(() => clientOf("ftp://x")).toThrow("not a web address");
    expect(() => clientOf("http://x", { certificate: "a\r\nb" })).toThrow("certificate");
    expect(() => clientOf("http://x", { certificate: "" })).toThrow("certificate");
    expect(() => clientOf("http://x", { clientCertificate: { certPath: "/nowhere.crt" } })).toThrow("ENOENT");
  });
});

describe("the school year", () => {
  const server = (used: string) =>
    answering((request, response) =>
      request.url?.includes("systeminfo")
        ? json(response, { AeriesVersion: "9", DatabaseYear: used, AvailableDatabaseYears: [used] })
        : json(response, [school]),
    );

  test("is proved once, without the certificate, and sent with every request", async () => {
    const { url, requests } = await server("2025-2026");
    const client = clientOf(url);
    for (const _ of [1, 2, 3]) expect((await client.schools({ databaseYear: 2025 })).ok).toBe(true);
    const asked = requests.map((request) => request.url);
    expect(asked).toEqual([
      "/api/v5/systeminfo?DatabaseYear=2025",
      ...Array(3).fill("/api/v5/schools?DatabaseYear=2025"),
    ]);
    expect(requests[0]?.headers["aeries-cert"]).toBeUndefined();
  });

  test("that Aeries silently replaced is a failure, before anything is read", async () => {
    const { url, requests } = await server("2026-2027");
    expect(await clientOf(url).schools({ databaseYear: 2019 })).toMatchObject({
      ok: false,
      failure: { kind: "wrong_year" },
    });
    expect(requests).toHaveLength(1);
  });

  test("that cannot be proved is not believed", async () => {
    const { url } = await answering((_, response) => json(response, [{ DatabaseYear: "soon" }]));
    expect(await clientOf(url).schools({ databaseYear: 2026 })).toMatchObject({
      failure: { kind: "bad_shape" },
    });
  });
});
