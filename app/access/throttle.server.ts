import { sql } from "drizzle-orm";
import type { Context } from "#app/context.ts";
import { failuresCountMinutes, type PausedKind, pauseSeconds, reachesCap } from "./pause.ts";
import { bigints } from "./sql-array.server.ts";

/** Something that failures count against; `name` never reaches the database but as a keyed hash. */
export type Subject = { kind: PausedKind; name: string };

export type Try =
  | { paused: true; waitSeconds: number }
  | {
      paused: false;
      /** The try failed: it stays counted. */
      failed(): void;
      /** The try was right: forgets the failures of these subjects, an address keeps its earlier ones. */
      succeeded(): Promise<void>;
    };

/**
 * Counts a try before it is made, so that many at once cannot all pass for the first. A try during a pause is not
 * counted: hammering on a pause does not make it longer.
 */
export async function takeTry(context: Context, subjects: readonly Subject[]): Promise<Try> {
  const now = context.clock.now();
  const keyed = subjects
    .map((subject) => ({
      kind: subject.kind,
      key: context.secrets.mac(`sign-in ${subject.kind} ${subject.name}`),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const taken = await context.door.asSystem("sign-in try", [], async (tx) => {
    let waitSeconds = 0;
    const counted: { kind: PausedKind; key: string; failures: number }[] = [];
    for (const { kind, key } of keyed) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
      const [row] = await tx.execute<{ failures: number; last: string | null }>(
        sql`select count(*)::int as failures, max(at)::text as last from sign_in_failure
          where subject = ${key} and at > ${now.subtract({ minutes: failuresCountMinutes }).toString()}`,
      );
      const { failures, last } = row!;
      if (last !== null) {
        const since = Temporal.Instant.from(last).until(now).total("seconds");
        waitSeconds = Math.max(waitSeconds, Math.ceil(pauseSeconds(kind, failures) - since));
      }
      counted.push({ kind, key, failures: failures + 1 });
    }
    if (waitSeconds > 0) return { paused: true as const, waitSeconds };
    const ids: number[] = [];
    for (const { key } of counted) {
      const rows = await tx.execute<{ id: string }>(
        sql`insert into sign_in_failure (subject, at) values (${key}, ${now.toString()}) returning id`,
      );
      ids.push(Number(rows[0]!.id));
    }
    return { paused: false as const, counted, ids };
  });
  if (taken.paused) return taken;
  return {
    paused: false,
    failed() {
      if (taken.counted.some(({ kind, failures }) => kind !== "address" && reachesCap(kind, failures))) {
        context.counters.securityAlert("lockout");
      }
    },
    async succeeded() {
      const forgotten = taken.counted.filter(({ kind }) => kind !== "address").map(({ key }) => key);
      await context.door.asVisitor((tx) =>
        tx.execute(sql`delete from sign_in_failure
          where id = any (${bigints(taken.ids)})
            or subject in (select jsonb_array_elements_text(${JSON.stringify(forgotten)}::jsonb))`),
      );
    },
  };
}
