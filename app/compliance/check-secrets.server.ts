import { sql } from "drizzle-orm";
import { absoluteHours } from "#app/access/session.server.ts";
import type { Context } from "#app/context.ts";
import type { Violation } from "./check.ts";

/** What one call of the process's log would write, as text. Made in `server/log-probe.ts`. */
export type WrittenLine = (event: string, facts: Record<string, unknown>) => string;

const canary = "Zyxwvut";

/** Sends a made-up name and address through the log in every shape that a pupil could have there. */
export async function checkRedaction(written: WrittenLine): Promise<Violation[]> {
  const failure = Object.assign(new Error(`invalid input syntax for type date: "${canary}"`), {
    detail: `Key (last_name)=(${canary}) already exists.`,
    parameters: [canary],
  });
  const shapes: Record<string, Record<string, unknown>> = {
    "a name": { lastName: canary, first_name: canary },
    "a pupil": { pupil: { id: 1, lastName: canary } },
    "a list of pupils": { pupils: [{ id: 1, anything: canary }] },
    "an e-mail address": { note: `Wrote to ${canary}@example.org` },
    "a birthdate": { birthdate: canary },
    "an address": { address: `1 ${canary} Street` },
    "a form": { body: `name=${canary}` },
    "an error of the database": { error: failure },
    "an error behind an error": {
      error: new Error(`Failed query: insert\nparams: ${canary}`, { cause: failure }),
    },
  };
  return Object.entries(shapes)
    .filter(([, facts]) => written("redaction_probe", facts).includes(canary))
    .map(([shape]) => ({ key: shape, detail: `The log writes out ${shape}.` }));
}

/** Nothing that must be sealed or hashed lies open, and sealing works: it opens again, and not when tampered with. */
export async function checkSecretsSealed(context: Context): Promise<Violation[]> {
  const open = await context.door.asVisitor((tx) =>
    tx.execute<{ kind: string; id: string }>(sql`select kind, id from unsealed_values()`),
  );
  const violations = open.map(({ kind, id }) => ({
    key: `${kind} ${id}`,
    detail: `A ${kind} is stored open (${id}).`,
  }));
  const sealed = context.secrets.seal(canary);
  if (sealed.includes(canary) || sealed === context.secrets.seal(canary) || !sealed.startsWith("v1."))
    violations.push({
      key: "sealing",
      detail: "Sealing leaves the text readable or gives the same text twice.",
    });
  if (context.secrets.open(sealed) !== canary)
    violations.push({ key: "opening", detail: "What was sealed does not open again." });
  if (opensTampered(context, sealed))
    violations.push({ key: "tampering", detail: "A sealed value opens after it was tampered with." });
  return violations;
}

function opensTampered(context: Context, sealed: string): boolean {
  const at = Math.floor(sealed.length / 2);
  const other = sealed[at] === "A" ? "B" : "A";
  try {
    context.secrets.open(sealed.slice(0, at) + other + sealed.slice(at + 1));
    return true;
  } catch {
    return false;
  }
}

/** No session is to last longer than its limit, and those long over are cleared away. */
export async function checkSessionsEnd(context: Context): Promise<Violation[]> {
  const now = context.clock.now().toString();
  const [row] = await context.door.asVisitor((tx) =>
    tx.execute<{ long: number; old: number }>(sql`select
      count(*) filter (where ends_at > created_at + make_interval(hours => ${absoluteHours}::int, mins => 1))::int as long,
      count(*) filter (where ends_at < ${now}::timestamptz - interval '9 days')::int as old from session`),
  );
  const violations: Violation[] = [];
  if (row && row.long > 0)
    violations.push({
      key: "too long",
      detail: `${row.long} sessions are to last longer than ${absoluteHours} hours.`,
    });
  if (row && row.old > 0)
    violations.push({
      key: "not cleared away",
      detail: `${row.old} sessions that ended more than 9 days ago are still kept.`,
    });
  return violations;
}
