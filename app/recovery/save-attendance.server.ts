import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { bigints } from "#app/access/sql-array.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryImport } from "#drizzle/schema/recovery-day.ts";
import { lockRecoveryDays } from "./day-lock.server.ts";
import { matchAttendance } from "./match-attendance.ts";
import { momentIn } from "./moment.ts";
import { saveSheetSession } from "./save-sheet-session.server.ts";
import type { RecoverySession } from "./session.ts";
import { lockSession, sessionsBetween } from "./sessions.server.ts";
import { sheetText } from "./sheet.ts";
import { readAttendance, type SheetStay } from "./sheet-attendance.ts";
import { sessionsOfSheet } from "./sheet-consequences.server.ts";
import { sheetConsequences } from "./sheet-consequences.ts";
import type { PostedSheet, RowError } from "./sheet-reply.ts";
import { sheetStandings } from "./sheet-standings.server.ts";

export type AttendanceSaved =
  | { kind: "saved"; stays: number; sessions: number }
  | { kind: "known"; at: Temporal.Instant; fileName: string }
  | { kind: "refused"; errors: RowError[] }
  | { kind: "asks"; consequences: string[] };

/** Ends a transaction without a trace of it. */
class Unsaved extends Error {
  readonly answer: Extract<AttendanceSaved, { kind: "refused" | "asks" }>;
  constructor(answer: Unsaved["answer"]) {
    super("a sheet is not taken over");
    this.answer = answer;
  }
}
const refused = (errors: RowError[]) =>
  new Unsaved({ kind: "refused", errors: errors.toSorted((one, other) => one.row - other.row) });

/**
 * Takes over times in and out from a sheet: all rows or none, by the same rules as times entered by hand (AR-SES-3).
 * Pupils without a place are given one if they may take part. The same sheet a second time changes nothing. Time that
 * would be held, and places that there are not, are shown first and taken over once a person has seen them: who was
 * there is a fact that no rule undoes.
 * @param said `by`: how families said yes where no answer is on record, empty where they did not; `seen`: the
 *   consequences that the author was shown
 */
export async function saveAttendance(
  context: Context,
  actor: Actor,
  sheet: PostedSheet,
  said: { by: string; seen: readonly string[] },
): Promise<AttendanceSaved> {
  const { timeZone } = context.settings;
  const { schoolId } = actor;
  const now = momentIn(timeZone, context.clock.now());
  const read = readAttendance(sheet.rows);
  const pupils = await context.door.asActor(actor, (tx) => pupilsNamed(tx, schoolId, read.stays));
  // Before the sheet's own transaction: a second connection is never waited for while its sessions are locked.
  const standings = await sheetStandings(
    context,
    schoolId,
    now.today,
    read.stays.map(({ date }) => date),
    pupils.map(({ pupilId }) => pupilId),
  );
  try {
    return await context.door.asActor(actor, async (tx) => {
      const hash = createHash("sha256").update(sheetText(sheet.rows)).digest("base64url");
      const known = await importOf(tx, schoolId, hash);
      if (known !== null) return known;
      const matched = await match(tx, schoolId, read, pupils);
      const staysOf = Map.groupBy(matched, ({ sessionId }) => sessionId);
      const sessions = await lockAll(tx, schoolId, [...staysOf.keys()]);
      const which = { schoolId, sessionIds: sessions.map(({ id }) => id), timeZone };
      const before = await sessionsOfSheet(tx, which);
      const errors: RowError[] = [];
      for (const session of sessions)
        errors.push(
          ...(await saveSheetSession(context, tx, actor, now, session, staysOf.get(session.id) ?? [], {
            saidBy: said.by,
            standings,
          })),
        );
      if (errors.length > 0) throw refused(errors);
      const consequences = sheetConsequences(before, await sessionsOfSheet(tx, which));
      if (consequences.some((sentence) => !said.seen.includes(sentence)))
        throw new Unsaved({ kind: "asks", consequences });
      const row = { schoolId, fileHash: hash, fileName: sheet.fileName, rowCount: matched.length };
      await tx.insert(recoveryImport).values({ ...row, by: actor.userId, at: now.at });
      await recordChange(tx, authorOf(actor), now.at, {
        ...{ schoolId, action: "sheet of recovery times taken over", subject: "recovery sheet" },
        pupilIds: [...new Set(matched.map(({ pupilId }) => pupilId))],
        after: { rows: matched.length, sessions: which.sessionIds, consequences },
      });
      return { kind: "saved", stays: matched.length, sessions: sessions.length };
    });
  } catch (failure) {
    if (failure instanceof Unsaved) return failure.answer;
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

/** All sessions in one order and then their days, so that nobody who locks a session and its day waits in a circle. */
async function lockAll(tx: Tx, schoolId: number, sessionIds: readonly number[]): Promise<RecoverySession[]> {
  const sessions: RecoverySession[] = [];
  for (const id of sessionIds.toSorted((one, other) => one - other)) {
    const session = await lockSession(tx, schoolId, id);
    if (session !== null) sessions.push(session);
  }
  await lockRecoveryDays(
    tx,
    schoolId,
    sessions.map(({ date }) => date),
  );
  return sessions;
}

type Numbered = { pupilId: number; studentNumber: number };

/** The pupils of a school whom the rows of a sheet name, by ID or by number. */
const pupilsNamed = (tx: Tx, schoolId: number, stays: readonly SheetStay[]) =>
  tx.execute<Numbered>(sql`select pupil_id as "pupilId", student_number as "studentNumber" from pupil
    where school_id = ${schoolId}
      and (pupil_id = any (${bigints(stays.flatMap(({ pupil }) => ("id" in pupil ? pupil.id : [])))})
        or student_number = any (${bigints(stays.flatMap(({ pupil }) => ("id" in pupil ? [] : pupil.number)))}))`);

async function match(
  tx: Tx,
  schoolId: number,
  read: ReturnType<typeof readAttendance>,
  pupils: readonly Numbered[],
) {
  const days = read.stays.map(({ date }) => date).toSorted(Temporal.PlainDate.compare);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw refused(read.errors);
  const sessions = await sessionsBetween(tx, schoolId, first, last);
  const { matched, errors } = matchAttendance(read.stays, { pupils, sessions });
  if (read.errors.length + errors.length > 0) throw refused([...read.errors, ...errors]);
  return matched;
}
