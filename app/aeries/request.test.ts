import { describe, expect, test } from "vitest";
import { answering, json, nobody } from "../../tests/aeries/answering.ts";
import { clientOf, school } from "../../tests/aeries/client-of.ts";

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
