import { describe, expect, onTestFinished, test } from "vitest";
import { answering, json, nobody, notedLog } from "../../tests/aeries/answering.ts";
import { createAeriesClient } from "./client.server.ts";
import type { AeriesClientOptions } from "./client-options.ts";

const certificate = "Abc123Abc123Abc123Abc123Abc12345";
const window = { from: Temporal.PlainDate.from("2026-08-12"), to: Temporal.PlainDate.from("2026-09-03") };

function clientOf(baseUrl: string, change: Partial<AeriesClientOptions> = {}) {
  const { lines, log } = notedLog();
  const waits: number[] = [];
  const client = createAeriesClient({
    baseUrl,
    certificate,
    timeoutMs: 2000,
    concurrency: 4,
    retries: 0,
    today: () => Temporal.PlainDate.from("2026-09-03"),
    sleep: async (ms) => {
      waits.push(ms);
    },
    chance: () => 0,
    log,
    ...change,
  });
  onTestFinished(() => client.close());
  return Object.assign(client, { lines, waits });
}

const school = { SchoolCode: 10, Name: "Sample High", InactiveStatusCode: "" };
const pupil = (StudentID: number, SchoolCode = 10) => ({
  StudentID,
  SchoolCode,
  StudentNumber: StudentID,
  LastName: "Sample",
  FirstName: "Ana",
  Grade: 9,
});

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

describe("the answer", () => {
  test("is a list, or one object", async () => {
    const { url } = await answering((_, response) => json(response, school));
    expect(await clientOf(url).schools()).toMatchObject({ ok: true, value: { good: [{ schoolCode: 10 }] } });
  });

  test.each([
    ["JSON", JSON.stringify({ Message: "No data" })],
    ["XML", '<?xml version="1.0"?>\n<Error xmlns:i="x"><Message>No data</Message></Error>'],
  ])("404 with Aeries' own message in %s is no data", async (_, body) => {
    const { url } = await answering((_, response) => response.writeHead(404).end(body));
    expect(await clientOf(url).attendance(10, window)).toEqual({
      ok: true,
      value: { good: [], bad: [], notFound: true },
    });
  });

  test("[] is no data too", async () => {
    const { url } = await answering((_, response) => json(response, []));
    expect(await clientOf(url).attendance(10, window)).toMatchObject({
      ok: true,
      value: { notFound: false },
    });
  });

  test.each([
    ["a web server's page", "<html><body>404 - File or directory not found.</body></html>"],
    ["nothing", ""],
    [
      "an unknown route",
      JSON.stringify({ Message: "No HTTP resource was found that matches the request URI 'x'." }),
    ],
  ])("404 with %s is a wrong address, so nothing looks deleted", async (_, body) => {
    const { url } = await answering((_, response) => response.writeHead(404).end(body));
    expect(await clientOf(url).attendance(10, window)).toMatchObject({
      ok: false,
      failure: { kind: "not_found" },
    });
  });

  test.each([
    [200, "<html>Sign in</html>", "not_json"],
    [200, "<ArrayOfSchool/>", "not_json"],
    [200, "", "not_json"],
    [200, '[{"SchoolCode":10,"Na', "not_json"],
    [200, "null", "bad_shape"],
    [200, "7", "bad_shape"],
    [200, '{"Message":"Something went wrong"}', "bad_shape"],
    [302, "", "not_json"],
    [400, '{"Message":"Bad"}', "server_error"],
    [401, '{"Message":"No permission"}', "refused"],
    [401, "<html>401 - Unauthorized</html>", "refused"],
    [403, "", "refused"],
    [408, "", "timeout"],
    [429, "", "rate_limited"],
    [500, "<html>Server Error in '/' Application.</html>", "server_error"],
    [501, '{"Message":"Not Implemented"}', "server_error"],
    [503, "", "server_error"],
  ])("%i %j is %s, told in a sentence without host or certificate", async (status, body, kind) => {
    const { url } = await answering((_, response) =>
      response.writeHead(status, { location: "http://elsewhere/" }).end(body),
    );
    const answer = await clientOf(url).contacts(10);
    expect(answer).toMatchObject({ ok: false, failure: { kind, status } });
    if (answer.ok) return;
    expect(answer.failure.sentence).toMatch(/^[A-Z].*\.$/);
    expect(answer.failure.sentence).not.toMatch(/127\.0\.0\.1|Abc123|http|Error:/);
    if (kind === "refused") expect(answer.failure.sentence).toContain('"Contacts"');
  });

  test("a redirect is not followed, so the certificate goes nowhere else", async () => {
    const elsewhere = await answering((_, response) => json(response, [school]));
    const { url } = await answering((_, response) =>
      response.writeHead(302, { location: elsewhere.url }).end(),
    );
    await clientOf(url).schools();
    expect(elsewhere.requests).toEqual([]);
  });

  test("with bad rows is read but for those, and the log says how many, not who", async () => {
    const { url } = await answering((_, response) => json(response, [{ StudentID: "Sample" }, school, 3]));
    const client = clientOf(url);
    const answer = await client.schools();
    expect(answer).toMatchObject({
      ok: true,
      value: { good: [{}], bad: [{}, { reason: "The row is not a record." }] },
    });
    expect(client.lines.join()).toContain('"bad":2');
    expect(client.lines.join()).not.toContain("Sample");
  });

  test("with attendance of 40 years ago is read but for that day", async () => {
    const days = ["1986-09-02", "2026-09-02"].map((day) => ({
      CalendarDate: `${day}T00:00:00`,
      AllDayAttendanceCode: "U",
    }));
    const { url } = await answering((_, response) =>
      json(response, [{ StudentID: 1, AttendanceDays: days }]),
    );
    expect(await clientOf(url).attendance(10, window)).toMatchObject({
      value: {
        good: [{ date: "2026-09-02" }],
        bad: [{ pupilId: 1, reason: "CalendarDate is more than 25 years ago." }],
      },
    });
  });

  test("may be packed, and start with a byte order mark", async () => {
    const { gzipSync } = await import("node:zlib");
    const { url } = await answering((_, response) =>
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(`\uFEFF${JSON.stringify([school])}`)),
    );
    expect(await clientOf(url).schools()).toMatchObject({ value: { good: [{ name: "Sample High" }] } });
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

describe("pupils", () => {
  const collect = async (client: ReturnType<typeof clientOf>, pageSize: number) => {
    const ids: number[] = [];
    for await (const page of client.students(10, { pageSize })) {
      if (!page.ok) return page.failure.kind;
      ids.push(...page.value.good.map((row) => row.pupilId));
    }
    return ids;
  };
  const all = Array.from({ length: 7 }, (_, index) => pupil(index + 1));
  type Paging = (rows: typeof all, first: number, last: number) => unknown;
  const paging = (page: Paging) =>
    answering((request, response) => {
      const parameters = new URL(request.url ?? "", "http://x").searchParams;
      const rows = page(
        all,
        Number(parameters.get("StartingRecord")),
        Number(parameters.get("EndingRecord")),
      );
      json(response, rows, Array.isArray(rows) ? 200 : 404);
    });

  test.each<[string, Paging, number]>([
    ["an empty page past the end", (rows, first, last) => rows.slice(first - 1, last), 4],
    [
      "404 past the end",
      (rows, first, last) => (first > 7 ? { Message: "No students" } : rows.slice(first - 1, last)),
      4,
    ],
    [
      "the last page again past the end",
      (rows, first, last) => (first > 7 ? rows.slice(6) : rows.slice(first - 1, last)),
      4,
    ],
    ["a limit of its own", (rows, first, last) => rows.slice(first - 1, Math.min(last, first + 1)), 5],
    ["no paging at all", (rows) => rows, 2],
    [
      "pages that repeat a row",
      (rows, first, last) => [...rows.slice(0, first > 1 ? 1 : 0), ...rows.slice(first - 1, last)],
      4,
    ],
    ["pages one longer than asked for", (rows, first, last) => rows.slice(first - 1, last + 1), 3],
  ])("are all read, once each, from a server with %s", async (_, page, asked) => {
    const { url, requests } = await paging(page);
    expect(await collect(clientOf(url), 3)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(requests).toHaveLength(asked);
  });

  test("end with the failure when a page fails: half a school is not the school", async () => {
    const { url } = await answering((_, response, count) =>
      count === 1 ? json(response, all.slice(0, 3)) : json(response, {}, 500),
    );
    expect(await collect(clientOf(url), 3)).toBe("server_error");
  });

  test("by id: other schools' records are left out, those without one are named", async () => {
    const { url } = await answering((request, response) => {
      const id = Number(request.url?.split("/").at(-1));
      if (id === 3) json(response, { Message: "Invalid Student ID" }, 404);
      else json(response, [pupil(id, 20), ...(id === 1 ? [pupil(1)] : [])]);
    });
    expect(await clientOf(url).studentsByIds(10, [1, 2, 3])).toMatchObject({
      ok: true,
      value: { good: [{ pupilId: 1, schoolCode: 10 }], bad: [], missing: [2, 3] },
    });
  });
});

describe("trying again", () => {
  test("helps against a server that stumbles; each wait is longer", async () => {
    const { url, requests } = await answering((request, response, count) => {
      if (count === 1) response.writeHead(500).end("<html>");
      else if (count === 2) request.socket.destroy();
      else json(response, [school]);
    });
    const client = clientOf(url, { retries: 3 });
    expect((await client.schools()).ok).toBe(true);
    expect(requests).toHaveLength(3);
    expect(client.waits).toEqual([125, 250]);
  });

  test("waits as long as Aeries asks, in seconds", async () => {
    const { url } = await answering((_, response, count) =>
      count === 1 ? response.writeHead(429, { "retry-after": "7" }).end() : json(response, [school]),
    );
    const client = clientOf(url, { retries: 1 });
    expect((await client.schools()).ok).toBe(true);
    expect(client.waits).toEqual([7000]);
  });

  test("gives up at once when Aeries asks for more than the deadline", async () => {
    const { url, requests } = await answering((_, response) =>
      response.writeHead(429, { "retry-after": "3600" }).end(),
    );
    const client = clientOf(url, { retries: 5 });
    expect(await client.schools()).toMatchObject({
      failure: { kind: "rate_limited", retryAfterMs: 3_600_000 },
    });
    expect(requests).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 501, 200])("does not help against %i", async (status) => {
    const { url, requests } = await answering((_, response) => response.writeHead(status).end("<html>"));
    expect((await clientOf(url, { retries: 3 }).schools()).ok).toBe(false);
    expect(requests).toHaveLength(1);
  });

  test("ends after the tries it was given", async () => {
    const { url, requests } = await answering((_, response) => response.writeHead(502).end());
    expect(await clientOf(url, { retries: 2 }).schools()).toMatchObject({
      failure: { kind: "server_error", status: 502 },
    });
    expect(requests).toHaveLength(3);
  });
});

describe("the wire", () => {
  test("nobody listens", async () => {
    expect(await clientOf(await nobody()).schools()).toMatchObject({
      failure: { kind: "unreachable", code: "ECONNREFUSED" },
    });
  });

  test("half a body, then the line is cut", async () => {
    const { url } = await answering((request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write('[{"SchoolCode":10,');
      setTimeout(() => request.socket.destroy(), 20);
    });
    expect(await clientOf(url).schools()).toMatchObject({
      failure: { kind: "unreachable", code: "ECONNRESET" },
    });
  });

  test("half a packed body", async () => {
    const { gzipSync } = await import("node:zlib");
    const { url } = await answering((_, response) =>
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(JSON.stringify([school])).subarray(0, 30)),
    );
    expect((await clientOf(url).schools()).ok).toBe(false);
  });

  test("slow to answer, and slow in the middle", async () => {
    const silent = await answering(() => {});
    expect(await clientOf(silent.url, { timeoutMs: 60 }).schools()).toMatchObject({
      failure: { kind: "timeout" },
    });
    const dripping = await answering((_, response) => {
      response.writeHead(200).write("[");
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(drip));
    });
    expect(await clientOf(dripping.url, { timeoutMs: 80 }).schools()).toMatchObject({
      failure: { kind: "timeout" },
    });
  });

  test("a deadline over all tries", async () => {
    const { url } = await answering(() => {});
    const started = performance.now();
    const client = clientOf(url, { timeoutMs: 50, retries: 1000, deadlineMs: 300, sleep: undefined });
    expect(await client.schools()).toMatchObject({ failure: { kind: "timeout" } });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test("an answer that is too large, packed or not", async () => {
    const { gzipSync } = await import("node:zlib");
    const large = JSON.stringify([{ ...school, Name: "x".repeat(50_000) }]);
    const plain = await answering((_, response) => response.end(large));
    const packed = await answering((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(large)),
    );
    for (const { url } of [plain, packed])
      expect(await clientOf(url, { maxBytes: 10_000 }).schools()).toMatchObject({
        failure: { kind: "bad_shape", code: "TOO_LARGE" },
      });
  });

  test("whoever asked may stop waiting", async () => {
    const { url } = await answering(() => {});
    const signal = AbortSignal.timeout(50);
    expect(await clientOf(url, { retries: 3 }).schools({ signal })).toMatchObject({
      failure: { kind: "canceled" },
    });
    expect(await clientOf(url).schools({ signal: AbortSignal.abort() })).toMatchObject({
      failure: { kind: "canceled" },
    });
  });

  test("no more requests at once than allowed, and a failed one gives its turn back", async () => {
    let now = 0;
    let most = 0;
    const { url, requests } = await answering((_, response, count) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        if (count % 2 === 0) response.writeHead(500).end();
        else json(response, [school]);
      }, 20);
    });
    const client = clientOf(url, { concurrency: 2 });
    await Promise.all(Array.from({ length: 9 }, () => client.schools()));
    expect({ most, requests: requests.length }).toEqual({ most: 2, requests: 9 });
  });
});
