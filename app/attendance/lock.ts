import { displayDay, isAfter, isBefore } from "#app/calendar/day.ts";
import { dayLabel, isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";

/** In what capacity somebody works on a register. */
export type RegisterRole = "teacher" | "office" | "administrator";

/** An administrator's row that opens one register again until an instant. Never removed; it runs out. */
export type RegisterUnlock = { until: Temporal.Instant; reason: string; by: string };

/**
 * `day` is the calendar row of `date`, null when the calendar has none; `noRegister` why the class has none on a
 * school day. `today` is the day at the school.
 */
export type LockFacts = {
  role: RegisterRole;
  date: Temporal.PlainDate;
  day: SchoolDay | null;
  noRegister: string | null;
  unlocks: readonly RegisterUnlock[];
  today: Temporal.PlainDate;
  now: Temporal.Instant;
};

/** `none`: on this day there is no register, so that nothing can open one. */
export type RegisterLock = { open: true } | { open: false; none: boolean; reason: string };

const open: RegisterLock = { open: true };
const closed = (reason: string): RegisterLock => ({ open: false, none: false, reason });
const none = (reason: string): RegisterLock => ({ open: false, none: true, reason });

/**
 * May this role change the register of this date now? Nobody where there is none. A teacher on the day itself; the office and administrators on
 * any school day until its attendance month is locked. An administrator's unlock opens it to all of them until it
 * runs out.
 */
export function registerLock({ role, date, day, noRegister, unlocks, today, now }: LockFacts): RegisterLock {
  if (day === null || !isInstructional(day))
    return none(
      `${displayDay(date)} is ${day === null ? "not a school day" : `a ${dayLabel(day)}`}. There is no register.`,
    );
  if (noRegister !== null) return none(noRegister);
  if (role === "teacher" && isAfter(date, today))
    return closed(`This register opens on ${displayDay(date)}.`);
  if (unlocks.some((unlock) => Temporal.Instant.compare(now, unlock.until) < 0)) return open;
  if (day.monthLocked)
    return closed(
      role === "administrator"
        ? `Attendance month ${day.attendanceMonth} is locked. Unlock this register with a reason to change it.`
        : `Attendance month ${day.attendanceMonth} is locked. Ask an administrator to unlock this register.`,
    );
  if (role === "teacher" && isBefore(date, today))
    return closed("Teachers change a register on its own day. Ask the office to correct this one.");
  return open;
}

/** Why this unlock cannot be given, as a sentence, or null when it can. Administrators only, with a reason and an end. */
export function unlockRefusal(facts: {
  role: RegisterRole;
  reason: string;
  until: Temporal.Instant;
  now: Temporal.Instant;
}): string | null {
  if (facts.role !== "administrator") return "Only an administrator can unlock a register.";
  if (facts.reason.trim() === "") return "Say why the register is unlocked. The reason is kept with it.";
  if (Temporal.Instant.compare(facts.until, facts.now) <= 0) return "Choose an end that is still to come.";
  return null;
}
