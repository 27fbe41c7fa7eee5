import { sql } from "drizzle-orm";
import { openSchools } from "#app/access/schools.server.ts";
import type { Tx } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import type { JobData } from "#app/jobs/names.ts";
import { momentIn } from "../moment.ts";
import { lockSession, sessionsBetween } from "../sessions.server.ts";
import { dueMessage } from "./due.ts";
import { sendMessages } from "./send-messages.server.ts";
import { familyStandings } from "./standings.server.ts";
import { writeMessages } from "./write-messages.server.ts";

const reason = "messages to families about recovery sessions";
const author = { by: null, actor: "write-to-families" };
const weeksAhead = 8;

/** The job of one school: puts what is due on record (reminders, places, cancellations), then sends what waits. */
export async function runWriteToFamilies(
  context: Context,
  { schoolId }: JobData["write-to-families"],
  signal: AbortSignal,
): Promise<void> {
  const due = await context.door.asSystem(reason, [schoolId], (tx) => dueNow(context, tx, schoolId));
  let written = 0;
  for (const sessionId of due) {
    if (signal.aborted) return;
    written += await context.door.asSystem(reason, [schoolId], (tx) =>
      writeDue(context, tx, schoolId, sessionId),
    );
  }
  const { sent, failed } = await sendMessages(context, schoolId, signal);
  if (written + sent + failed > 0)
    context.log.info("families_written_to", { school: schoolId, written, sent, failed });
}

/** The job on its schedule: every school in turn, so that each is told what is due and failed tries are made again. */
export async function runWriteToAllFamilies(context: Context): Promise<void> {
  await context.door.asVisitor(async (tx) => {
    for (const schoolId of await openSchools(tx))
      await context.jobs.enqueue(tx, "write-to-families", { schoolId });
  });
}

/** The sessions to come about which somebody must be written. */
async function dueNow(context: Context, tx: Tx, schoolId: number): Promise<number[]> {
  const now = await momentOf(context, tx, schoolId);
  const sessions = await sessionsBetween(tx, schoolId, now.today, now.today.add({ weeks: weeksAhead }));
  if (sessions.length === 0) return [];
  const standings = await familyStandings(
    tx,
    schoolId,
    sessions.map(({ id }) => id),
  );
  return sessions
    .filter((session) =>
      standings.get(session.id)?.some((family) => dueMessage(session, family, now) !== null),
    )
    .map(({ id }) => id);
}

/** Writes what is due about one session, looked at anew under its lock, so that two at once write it once. */
async function writeDue(context: Context, tx: Tx, schoolId: number, sessionId: number): Promise<number> {
  const now = await momentOf(context, tx, schoolId);
  const session = await lockSession(tx, schoolId, sessionId);
  if (session === null) return 0;
  const families = (await familyStandings(tx, schoolId, [sessionId])).get(sessionId) ?? [];
  const due = Map.groupBy(families, (family) => dueMessage(session, family, now));
  let count = 0;
  for (const [kind, group] of due) {
    if (kind === null) continue;
    const about = group.map(({ pupilId }) => ({ pupilId, sessionId }));
    const { emails, letters } = await writeMessages(tx, context, { schoolId, kind }, about, {
      author,
      at: now.at,
    });
    count += emails + letters;
  }
  return count;
}

async function momentOf(context: Context, tx: Tx, schoolId: number) {
  const { timeZone } = context.settings;
  const now = momentIn(timeZone, context.clock.now());
  const days = await tx.execute<{
    date: string;
  }>(sql`select date::text from calendar_day where school_id = ${schoolId}
    and holiday_code in ('', '%', '+') and date between ${now.today.toString()}::date and ${now.today.add({ days: 14 }).toString()}::date`);
  return { ...now, timeZone, schoolDays: days.map(({ date }) => Temporal.PlainDate.from(date)) };
}
