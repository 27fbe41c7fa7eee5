import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { recoveryImport } from "#drizzle/schema/recovery-day.ts";
import { barTo, type CandidatePupil, pupilsForRecovery, schoolForRecovery } from "./candidates.server.ts";
import { answerInForce } from "./election.ts";
import { electionsOf } from "./elections.server.ts";
import { type MatchedStay, matchAttendance } from "./match-attendance.ts";
import { type Moment, momentIn } from "./moment.ts";
import { bookedMeanwhile, placesOf, takeStep } from "./place-rows.server.ts";
import { recordPresence } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import { lockSession, sessionsBetween } from "./sessions.server.ts";
import { sheetText } from "./sheet.ts";
import { readAttendance } from "./sheet-attendance.ts";
import type { PostedSheet, RowError } from "./sheet-reply.ts";
import { factsAt, factsElsewhere, joinFacts, standingFrom } from "./standings.server.ts";

export type AttendanceSaved =
  | { kind: "saved"; stays: number; sessions: number }
  | { kind: "known"; at: Temporal.Instant; fileName: string }
  | { kind: "refused"; errors: RowError[] };

/** Ends a transaction without a trace of it. */
class Refused extends Error {
  readonly errors: RowError[];
  constructor(errors: RowError[]) {
    super("rows of a sheet cannot be taken");
    this.errors = errors;
  }
}

/**
 * Takes over times in and out from a sheet: all rows or none, by the same rules as times entered by hand (AR-SES-3).
 * Pupils without a place are given one if they may take part. The same sheet a second time changes nothing.
 * @param saidBy how families said yes where no answer is on record; empty where they did not
 */
export async function saveAttendance(
  context: Context,
  actor: Actor,
  sheet: PostedSheet,
  saidBy: string,
): Promise<AttendanceSaved> {
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const read = readAttendance(sheet.rows);
  try {
    return await context.door.asActor(actor, async (tx) => {
      const hash = createHash("sha256").update(sheetText(sheet.rows)).digest("base64url");
      const known = await importOf(tx, actor.schoolId, hash);
      if (known !== null) return known;
      const matched = await match(tx, actor.schoolId, read);
      // In one order, so that two sheets never wait for each other's sessions.
      const inOrder = matched.toSorted((one, other) => one.sessionId - other.sessionId);
      const sessions = Map.groupBy(inOrder, ({ sessionId }) => sessionId);
      const errors: RowError[] = [];
      for (const [sessionId, stays] of sessions)
        errors.push(...(await saveSession(context, tx, actor, now, sessionId, stays, saidBy)));
      if (errors.length > 0) throw new Refused(errors);
      const { schoolId } = actor;
      const row = { schoolId, fileHash: hash, fileName: sheet.fileName, rowCount: matched.length };
      await tx.insert(recoveryImport).values({ ...row, by: actor.userId, at: now.at });
      await recordChange(tx, authorOf(actor), now.at, {
        ...{ schoolId, action: "sheet of recovery times taken over", subject: "recovery sheet" },
        pupilIds: [...new Set(matched.map(({ pupilId }) => pupilId))],
        after: { rows: matched.length, sessions: [...sessions.keys()] },
      });
      return { kind: "saved", stays: matched.length, sessions: sessions.size };
    });
  } catch (failure) {
    if (failure instanceof Refused)
      return { kind: "refused", errors: failure.errors.toSorted((one, other) => one.row - other.row) };
    throw failure;
  }
}

async function importOf(tx: Tx, schoolId: number, hash: string): Promise<AttendanceSaved | null> {
  // The same sheet sent twice at once waits here for the first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`recovery sheets ${schoolId}`}, 0))`);
  const [row] = await tx.execute<{ at: string; fileName: string }>(sql`select to_json(at) #>> '{}' as at,
    file_name as "fileName" from recovery_import where school_id = ${schoolId} and file_hash = ${hash}`);
  return row ? { kind: "known", at: Temporal.Instant.from(row.at), fileName: row.fileName } : null;
}

async function match(tx: Tx, schoolId: number, read: ReturnType<typeof readAttendance>) {
  const days = read.stays.map(({ date }) => date).toSorted(Temporal.PlainDate.compare);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new Refused(read.errors);
  const pupils = await tx.execute<{ pupilId: number; studentNumber: number }>(
    sql`select pupil_id as "pupilId", student_number as "studentNumber" from pupil where school_id = ${schoolId}`,
  );
  const sessions = await sessionsBetween(tx, schoolId, first, last);
  const { matched, errors } = matchAttendance(read.stays, { pupils, sessions });
  if (read.errors.length + errors.length > 0) throw new Refused([...read.errors, ...errors]);
  return matched;
}

/** Takes over the stays of one session; what speaks against any of them, by row. */
async function saveSession(
  context: Context,
  tx: Tx,
  actor: Actor,
  now: Moment,
  sessionId: number,
  stays: readonly MatchedStay[],
  saidBy: string,
): Promise<RowError[]> {
  const at = { schoolId: actor.schoolId, sessionId };
  const session = await lockSession(tx, at.schoolId, sessionId);
  const date = session?.date ?? now.today;
  const errors = await giveMissingPlaces(context, tx, actor, now, { ...at, date }, stays, saidBy);
  const before = Map.groupBy(await presenceRows(tx, at), ({ pupilId }) => pupilId);
  const times = [...Map.groupBy(stays, ({ pupilId }) => pupilId)].flatMap(([pupilId, all]) => {
    const known = (before.get(pupilId) ?? []).filter(({ inAt, outAt }) => inAt !== null || outAt !== null);
    const sorted = all.toSorted((one, other) => one.inAt - other.inAt);
    const alike = ({ inAt, outAt }: MatchedStay) =>
      known.some((row) => row.inAt === inAt && row.outAt === outAt);
    const fresh = sorted.filter((stay) => !alike(stay));
    if (known.length > 0 && fresh.length > 0) {
      const sentence =
        "Other times of this pupil are on record for this session. Correct them on its page, or leave the row out.";
      errors.push(...fresh.map(({ row }) => ({ row, sentence })));
      return [];
    }
    return fresh.map(({ inAt, outAt, row }, index) => ({ pupilId, stay: index + 1, inAt, outAt, row }));
  });
  if (errors.length > 0 || times.length === 0) return errors;
  const saved = await recordPresence(
    tx,
    at,
    times.map(({ row: _, ...time }) => time),
    {
      author: { ...authorOf(actor), by: actor.userId },
      ...{ now, reason: null, leads: null, source: "import", jobs: context.jobs },
    },
  );
  if (saved.ok) return [];
  return saved.troubles.flatMap(({ pupilId, stay, sentence }) =>
    times
      .filter((time) => pupilId === null || (time.pupilId === pupilId && time.stay === stay))
      .map(({ row }) => ({ row, sentence })),
  );
}

/**
 * Those who came without a booking get a place if the rules let them take part and no other session had them at that
 * time; the rows of the others come back. A yes that came on paper is one to this session.
 */
async function giveMissingPlaces(
  context: Context,
  tx: Tx,
  actor: Actor,
  now: Moment,
  { date, ...at }: { schoolId: number; sessionId: number; date: Temporal.PlainDate },
  stays: readonly MatchedStay[],
  saidBy: string,
): Promise<RowError[]> {
  const booked = new Set(
    (await placesOf(tx, at)).flatMap(({ step, pupilId }) => (step === "booked" ? pupilId : [])),
  );
  const ids = [...new Set(stays.map(({ pupilId }) => pupilId))].filter((id) => !booked.has(id));
  if (ids.length === 0) return [];
  const school = await schoolForRecovery(tx, at.schoolId, now.today);
  const facts = await factsAt(tx, at.schoolId, now.today, ids);
  const pupils = await pupilsForRecovery(tx, at.schoolId, { pupilIds: ids });
  const [elections, busy] = await Promise.all([
    electionsOf(tx, [at.schoolId], ids),
    bookedMeanwhile(tx, at, ids),
  ]);
  const inForce = (pupilId: number) =>
    answerInForce(elections.get(pupilId) ?? [], { sessionId: at.sessionId, date })?.answer ?? null;
  // What the family says today stands in the way; what it said after the session gives no place in it.
  const yes = ({ pupilId, answer }: CandidatePupil) =>
    answer === "no" ? false : inForce(pupilId) === "yes" || saidBy !== "" || null;
  const bars = new Map(
    pupils.map((pupil) => [
      pupil.pupilId,
      barTo(pupil, school, facts, now.today, yes(pupil)) ??
        (busy.has(pupil.pupilId) ? "This pupil is booked in another session at this time." : null),
    ]),
  );
  const errors = stays.flatMap(({ row, pupilId }) => {
    const bar = bars.get(pupilId);
    return bar ? [{ row, sentence: `${bar} The pupil has no place in this session.` }] : [];
  });
  if (errors.length > 0) return errors;
  const asked = pupils.filter(({ pupilId }) => inForce(pupilId) === null);
  if (asked.length > 0)
    await tx.insert(recoveryElection).values(
      asked.map(({ pupilId }) => ({
        ...{ ...at, pupilId, answer: "yes" as const, saidBy, by: actor.userId, at: now.at },
      })),
    );
  const everywhere = joinFacts(facts, await factsElsewhere(context, actor, now.today, ids));
  const places = pupils.map((pupil) => ({
    pupilId: pupil.pupilId,
    recoverableDays: standingFrom(everywhere, pupil, school, now.today)?.stillToRecover ?? 0,
  }));
  await takeStep(tx, at, "booked", places, { author: authorOf(actor), now }, "came without a booking");
  return [];
}
