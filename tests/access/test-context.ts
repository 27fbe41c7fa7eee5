import { argon2 } from "node:crypto";
import { createPasswords } from "#app/access/password.server.ts";
import type { Clock, RequestContext } from "#app/context.ts";
import { heldAnswer } from "#server/held-answer.ts";
import { postedForm } from "#server/posted-form.ts";
import { createSecretBox } from "#server/secret-box.ts";
import { silentLog, type TestDatabase } from "../database/test-database.ts";

export type MovingClock = Clock & { move(by: Temporal.DurationLike): void };

/** A clock that a test moves on. */
export function movingClock(moment: string, timeZone = "America/Los_Angeles"): MovingClock {
  let now = Temporal.Instant.from(moment);
  return {
    now: () => now,
    today: () => now.toZonedDateTimeISO(timeZone).toPlainDate(),
    move: (by) => {
      now = now.add(by);
    },
  };
}

export type Counted = {
  hashes: number;
  failed: string[];
  alerts: string[];
  refused: string[];
  jobs: string[];
};

/** What loaders and actions get, on a real database, and what they counted. Jobs are counted, not done. */
export function contextOn(
  database: TestDatabase,
  clock: Clock,
): { context: RequestContext; counted: Counted } {
  const counted: Counted = { hashes: 0, failed: [], alerts: [], refused: [], jobs: [] };
  const counting: typeof argon2 = (...given) => {
    counted.hashes++;
    argon2(...given);
  };
  const context: RequestContext = {
    door: database.web,
    clock,
    log: silentLog,
    counters: {
      unauthorizedAccess: (kind) => counted.refused.push(kind),
      failedLogin: (reason) => counted.failed.push(reason),
      securityAlert: (kind) => counted.alerts.push(kind),
    },
    jobs: {
      enqueue: async (_tx, name) => {
        counted.jobs.push(name);
      },
    },
    aeries: null,
    mail: null,
    secrets: createSecretBox(Buffer.alloc(32, 7).toString("base64")),
    passwords: createPasswords(counting),
    enhance: {},
    settings: {
      publicUrl: "https://ap.example.org",
      secureCookies: true,
      environment: "test",
      timeZone: "America/Los_Angeles",
      districtName: "Test District",
      aeries: null,
    },
    requestId: "test",
    address: "203.0.113.7",
    ...heldAnswer(),
    ...postedForm(),
  };
  return { context, counted };
}
