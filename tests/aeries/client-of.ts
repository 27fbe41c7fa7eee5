import { onTestFinished } from "vitest";
import { createAeriesClient } from "#app/aeries/client.server.ts";
import type { AeriesClientOptions } from "#app/aeries/client-options.ts";
import { notedLog } from "./answering.ts";

export const certificate = "Abc123Abc123Abc123Abc123Abc12345";
export const window = {
  from: Temporal.PlainDate.from("2026-08-12"),
  to: Temporal.PlainDate.from("2026-09-03"),
};

/** A client that does not wait; `lines` is its log, `waits` what it would have waited. */
export function clientOf(baseUrl: string, change: Partial<AeriesClientOptions> = {}) {
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

export const school = { SchoolCode: 10, Name: "Sample High", InactiveStatusCode: "" };
export const pupil = (StudentID: number, SchoolCode = 10) => ({
  StudentID,
  SchoolCode,
  StudentNumber: StudentID,
  LastName: "Sample",
  FirstName: "Ana",
  Grade: 9,
});
