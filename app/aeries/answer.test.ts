import { describe, expect, test } from "vitest";
import { answering, json } from "../../tests/aeries/answering.ts";
import { clientOf, school, window } from "../../tests/aeries/client-of.ts";

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
