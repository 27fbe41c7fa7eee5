import { sql } from "drizzle-orm";
import { type Actor, voiceOf } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { sendAlong, type Tx } from "#app/access/scope.server.ts";
import { ints } from "#app/access/sql-array.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { isBefore } from "#app/calendar/day.ts";
import { schoolYearOf } from "#app/calendar/school-year.ts";
import type { Context } from "#app/context.ts";
import { type RegisterRole, registerLock } from "./lock.ts";
import { markInWords } from "./mark-words.ts";
import type { PupilError } from "./posted-register.ts";
import { readRegister } from "./read-register.server.ts";
import {
  inForceOf,
  type PostedMark,
  type Register,
  type Weighed,
  weighRegister,
  withoutHiddenMinutes,
} from "./register.ts";

export type Posting = {
  schoolId: number;
  date: Temporal.PlainDate;
  sectionNumber: number;
  period: string | null;
  marks: ReadonlyMap<number, PostedMark>;
  /** What could not be read, pupil by pupil. */
  errors?: ReadonlyMap<number, PupilError>;
  /** The newest mark that the page had shown. */
  seen: number;
  /** Given to the form when it was drawn; null for a single mark, which alone does not take the register. */
  submission: string | null;
  reason?: string | null;
};

export type Recorded =
  | { kind: "saved"; changed: number }
  /** The same form had arrived before: nothing was done again. */
  | { kind: "already" }
  | { kind: "locked"; reason: string; register: Register }
  | { kind: "clash"; weighed: Weighed; register: Register }
  | { kind: "strangers"; register: Register }
  | { kind: "mistyped"; errors: Map<number, PupilError>; register: Register }
  | { kind: "unknown_code"; pupilIds: number[]; register: Register }
  | { kind: "unknown" };

/** In what capacity someone works on registers, for the lock rule. */
export const registerRoleOf = (actor: Actor): RegisterRole =>
  allows(actor.roles, "attendance:unlock") ? "administrator" : voiceOf(actor);

/**
 * Saves a register: appends the marks that changed, notes that it was taken, and puts the change on record, in the
 * caller's transaction. Safe to run again: the same submission is recognised, an unchanged mark is not written.
 * Claims follow at once where something said before is corrected of a pupil who was in recovery.
 */
export async function recordRegister(
  tx: Tx,
  actor: Actor,
  { clock, jobs }: Pick<Context, "clock" | "jobs">,
  posting: Posting,
): Promise<Recorded> {
  const [register, inRecovery] = await Promise.all([
    readRegister(tx, posting, { today: clock.today(), alone: true, submission: posting.submission }),
    wereInRecovery(tx, posting.schoolId, [...posting.marks.keys()]),
  ]);
  if (register === null) return { kind: "unknown" };
  const now = clock.now();
  const lock = registerLock({
    ...register,
    role: registerRoleOf(actor),
    date: posting.date,
    today: clock.today(),
    now,
  });
  if (!lock.open) return { kind: "locked", reason: lock.reason, register };
  const { marks, errors } = withoutHiddenMinutes(register, posting.marks, posting.errors ?? new Map());
  if (errors.size > 0) return { kind: "mistyped", errors, register };
  const voice = voiceOf(actor);
  const weighed = weighRegister(register, marks, posting.seen, { userId: actor.userId, voice });
  if (weighed.strangers.length > 0) return { kind: "strangers", register };
  const offered = new Set(register.codes.map((code) => code.code));
  const unknownCodes = weighed.changes.filter(({ mark: { code } }) => code !== null && !offered.has(code));
  if (unknownCodes.length > 0) {
    return { kind: "unknown_code", pupilIds: unknownCodes.map((change) => change.pupilId), register };
  }
  if (weighed.clashes.length > 0) return { kind: "clash", weighed, register };
  if (posting.submission !== null) {
    const noting = noteTaking(tx, actor, register, posting.submission, weighed, now);
    if (weighed.changes.length > 0) await sendAlong(tx, noting);
    else if (!(await noting)) return { kind: "already" };
  }
  await append(tx, actor, register, weighed, posting, now);
  if (takesBack(register, weighed, inRecovery, clock.today())) await jobs.enqueue(tx, "settle-claims", {});
  return { kind: "saved", changed: weighed.changes.length };
}

/** Does it change what claims were made from? What is said first of a day that runs waits for the next reading. */
const takesBack = (
  { key, taken }: Register,
  { changes }: Weighed,
  inRecovery: ReadonlySet<number>,
  today: Temporal.PlainDate,
) =>
  changes.some(
    ({ pupilId, before, mark }) =>
      inRecovery.has(pupilId) &&
      (before?.code ?? null) !== mark.code &&
      ((before?.code ?? null) !== null || taken !== null || isBefore(key.date, today)),
  );

/** Of these pupils, those who ever signed in to a recovery session, at whatever school: nobody else has a claim. */
async function wereInRecovery(tx: Tx, schoolId: number, pupilIds: readonly number[]): Promise<Set<number>> {
  const rows = await tx.execute<{ pupilId: number }>(
    sql`select p as "pupilId" from were_in_recovery(${schoolId}::int, ${ints(pupilIds)}) p`,
  );
  return new Set(rows.map(({ pupilId }) => pupilId));
}

/** Notes that the register was taken; false when the same form had been noted before. */
async function noteTaking(
  tx: Tx,
  actor: Actor,
  { key, pupils, home }: Register,
  submission: string,
  weighed: Weighed,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = new Map(weighed.changes.map((change) => [change.pupilId, change.mark.code]));
  const exceptions = pupils.filter((pupil) =>
    changed.has(pupil.pupilId)
      ? changed.get(pupil.pupilId) !== null
      : (inForceOf(pupil, home).inForce?.code ?? null) !== null,
  );
  const noted = await tx.execute(sql`insert into register_taking
      (school_id, on_date, section_number, period, submission, taken_by, taken_as, at, pupil_count, exception_count)
    values (${key.schoolId}, ${key.date.toString()}, ${key.sectionNumber}, ${key.period}, ${submission}, ${actor.userId},
      ${voiceOf(actor)}, ${now.toString()}, ${pupils.length}, ${exceptions.length})
    on conflict do nothing returning id`);
  return noted.length > 0;
}

/** A mark as the audit names it: the bare code where that is all, null for present. */
const onRecord = (mark: Pick<PostedMark, "code" | "minutesLate" | "note"> | null) =>
  mark === null || (mark.code === null && !mark.note) ? null : markInWords(mark.code ?? "present", mark);

async function append(
  tx: Tx,
  actor: Actor,
  { key }: Register,
  { changes }: Weighed,
  posting: Posting,
  now: Temporal.Instant,
): Promise<void> {
  const reason = posting.reason ?? null;
  if (changes.length > 0) {
    // One parameter for all marks: the statement's text is then the same for any number of them.
    const said = changes.map(({ pupilId, mark: { code, minutesLate, note } }) => [
      pupilId,
      code,
      minutesLate,
      note,
    ]);
    await sendAlong(
      tx,
      tx.execute(sql`insert into mark
        (school_id, school_year, on_date, period, pupil_id, source, section_number, code, minutes_late, note, reason, by, at)
      select ${key.schoolId}::int, ${schoolYearOf(key.date)}::smallint, ${key.date.toString()}::date, ${key.period}::text,
        (said->>0)::int, ${voiceOf(actor)}::text, ${key.sectionNumber}::int, said->>1, (said->>2)::smallint, said->>3,
        ${reason}::text, ${actor.userId}::int, ${now.toString()}::timestamptz
      from json_array_elements(${JSON.stringify(said)}::json) said`),
    );
  }
  if (changes.length > 0 || posting.submission !== null) {
    await recordChange(tx, authorOf(actor), now, {
      schoolId: key.schoolId,
      action: posting.submission === null ? "mark changed" : "register taken",
      subject: `register ${key.date} section ${key.sectionNumber}${key.period ? ` period ${key.period}` : ""}`,
      pupilIds: changes.map((change) => change.pupilId),
      before: Object.fromEntries(changes.map(({ pupilId, before }) => [pupilId, onRecord(before)])),
      after: Object.fromEntries(changes.map(({ pupilId, mark }) => [pupilId, onRecord(mark)])),
      reason,
    });
  }
}
