import { sql } from "drizzle-orm";
import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf, recordChange } from "#app/access/trace.server.ts";
import { isAfter } from "#app/calendar/day.ts";
import { type HolidayCode, isInstructional } from "#app/calendar/school-day.ts";
import type { Clock } from "#app/context.ts";
import { registerUnlock } from "#drizzle/schema/attendance.ts";
import { unlockRefusal } from "./lock.ts";
import { registerRoleOf } from "./record-register.server.ts";
import { sectionName } from "./section-name.ts";

export type UnlockWish = {
  schoolId: number;
  date: Temporal.PlainDate;
  /** Null opens every class of the day. */
  sectionNumber: number | null;
  until: Temporal.Instant;
  reason: string;
};
export type Unlocked = { kind: "unlocked" } | { kind: "refused"; reason: string } | { kind: "unknown" };

/** Whether the day is in the calendar as a day with pupils, and what the class is called; null where there is no such class. */
export async function readUnlockable(
  tx: Tx,
  at: { schoolId: number; date: Temporal.PlainDate; sectionNumber: number | null },
): Promise<{ taught: boolean; monthLocked: boolean; section: string | null } | null> {
  const [row] = await tx.execute<{
    code: HolidayCode | null;
    locked: boolean | null;
    title: string | null;
    room: string | null;
  }>(sql`
    select d.holiday_code as code, d.month_locked as locked, c.title, c.room from school s
    left join calendar_day d on d.school_id = s.id and d.date = ${at.date.toString()}::date
    left join section c on c.school_id = s.id and c.section_number = ${at.sectionNumber}::int
    where s.id = ${at.schoolId}`);
  if (!row || (at.sectionNumber !== null && row.title === null)) return null;
  return {
    taught: row.code !== null && isInstructional({ holidayCode: row.code }),
    monthLocked: row.locked === true,
    section: row.title === null ? null : sectionName({ title: row.title, room: row.room }),
  };
}

/** An administrator opens a day, or one class of it, until a moment; with its audit entry. It closes by itself. */
export async function unlockRegister(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  wish: UnlockWish,
): Promise<Unlocked> {
  const now = clock.now();
  const found = await readUnlockable(tx, wish);
  if (found === null) return { kind: "unknown" };
  if (!found.taught) return { kind: "refused", reason: "There are no registers on this day" };
  if (isAfter(wish.date, clock.today()))
    return { kind: "refused", reason: "This day is still to come. Its registers open by themselves" };
  const refusal = unlockRefusal({ role: registerRoleOf(actor), reason: wish.reason, until: wish.until, now });
  if (refusal !== null) return { kind: "refused", reason: refusal };
  await tx.insert(registerUnlock).values({
    schoolId: wish.schoolId,
    onDate: wish.date,
    sectionNumber: wish.sectionNumber,
    by: actor.userId,
    at: now,
    until: wish.until,
    reason: wish.reason,
  });
  await recordChange(tx, authorOf(actor), now, {
    schoolId: wish.schoolId,
    action: "register opened for changes",
    subject: `register ${wish.date}${wish.sectionNumber === null ? "" : ` section ${wish.sectionNumber}`}`,
    after: { until: wish.until.toString() },
    reason: wish.reason,
  });
  return { kind: "unlocked" };
}
