import type { Actor } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { registerLock } from "#app/attendance/lock.ts";
import type { MarkRow } from "#app/attendance/mark.ts";
import type { PeriodOfPupil, PupilDay } from "#app/attendance/pupil-day.server.ts";
import { registerRoleOf } from "#app/attendance/record-register.server.ts";
import { byDate } from "#app/calendar/day.ts";
import { isInstructional } from "#app/calendar/school-day.ts";
import { dayOf, timeOfDay } from "#app/calendar/time-of-day.ts";
import type { Context } from "#app/context.ts";
import { paths } from "#app/paths.ts";
import { writtenDay } from "#app/ui/written-day.ts";

type Extras = {
  actor: Actor;
  at: { pupilId: number; date: Temporal.PlainDate };
  context: Pick<Context, "clock" | "settings">;
};

const speakers = { aeries: "Aeries", teacher: "Teacher", office: "Office" } as const;

/** How a pupil's day came about, as the page draws it. */
export function viewOf(found: PupilDay, { actor, at, context }: Extras) {
  const { timeZone } = context.settings;
  const title = new Map(found.codes.map((code) => [code.code, code.title]));
  const named = (code: string | null) => {
    if (code === null) return "Present";
    const words = title.get(code);
    return words === undefined || words === code ? code : `${words} (${code})`;
  };
  const written = (moment: Temporal.Instant) => {
    const day = dayOf(moment, timeZone);
    const time = timeOfDay(moment, timeZone);
    return byDate(day, at.date) === 0 ? time : `${writtenDay(day)}, ${time}`;
  };
  const said = (mark: MarkRow) =>
    mark.minutesLate === null ? named(mark.code) : `${named(mark.code)}, ${mark.minutesLate} minutes`;
  const locked = lockOf(found, actor, at.date, context);
  const mayCorrect = allows(actor.roles, "attendance:correct");
  const periodView = ({ period, inClass, marks, inForce }: PeriodOfPupil) => ({
    key: `${period}-${inClass?.section ?? ""}`,
    heading: [
      period === "" ? null : `Period ${period}`,
      inClass?.title ?? (period === "" ? "The whole day" : null),
    ]
      .filter((part) => part !== null)
      .join(", "),
    inForce: isInstructional(found.day) || inForce.inForce ? named(inForce.inForce?.code ?? null) : null,
    explanation: inForce.explanation,
    differs: inForce.difference,
    rows: marks.map((mark) => ({
      key: mark.id,
      who: mark.source === "aeries" ? "Aeries" : `${speakers[mark.source]}${mark.by ? `, ${mark.by}` : ""}`,
      said: said(mark),
      when: written(mark.at),
      why: [mark.reason, mark.note].filter(Boolean).join(". "),
      inForce: marks.findLast((each) => sameMark(each, inForce.inForce)) === mark,
    })),
    taken: inClass?.taken ? `Register taken ${written(inClass.taken.at)} by ${inClass.taken.by}.` : null,
    register: inClass && {
      href: paths.register({
        schoolId: actor.schoolId,
        date: at.date,
        section: inClass.section,
        period: period || null,
      }),
    },
    correct:
      mayCorrect && locked === null && inClass
        ? {
            section: inClass.section,
            seen: Math.max(0, ...marks.map((mark) => mark.id)),
            choices: found.codes
              .filter(({ retired, code }) => !retired && code !== inForce.inForce?.code)
              .map(({ code, title: label }) => ({ value: code, label: `${label} (${code})` })),
            offersPresent: (inForce.inForce?.code ?? null) !== null,
          }
        : null,
  });
  return {
    name: `${found.pupil.firstName} ${found.pupil.lastName}`,
    pupilHref: paths.pupil(actor.schoolId, at.pupilId),
    date: at.date.toString(),
    locked: mayCorrect ? locked : null,
    unlockHref:
      locked !== null && allows(actor.roles, "attendance:unlock") && isInstructional(found.day)
        ? paths.registerUnlock(actor.schoolId, at.date)
        : null,
    month: found.day?.monthLocked ? `Attendance month ${found.day.attendanceMonth} is locked.` : null,
    periods: found.periods.map(periodView),
    unlocks: found.unlocks.map(({ at: given, until, by, reason, section }) => ({
      key: `${given}`,
      what: section === null ? "All classes of the day" : "This pupil's class",
      by,
      from: written(given),
      until: written(until),
      reason,
    })),
  };
}

const sameMark = (one: MarkRow, other: MarkRow | null) =>
  other !== null &&
  one.source === other.source &&
  one.code === other.code &&
  Temporal.Instant.compare(one.at, other.at) === 0;

function lockOf(
  found: PupilDay,
  actor: Actor,
  date: Temporal.PlainDate,
  { clock }: Pick<Context, "clock">,
): string | null {
  const role = registerRoleOf(actor);
  const facts = {
    role,
    date,
    day: found.day,
    // Classes that do not meet are not among the pupil's classes of the day.
    noRegister: found.notTakenHere,
    unlocks: found.unlocks,
    today: clock.today(),
    now: clock.now(),
  };
  const lock = registerLock(facts);
  return lock.open ? null : lock.reason;
}

export type DayView = ReturnType<typeof viewOf>;
export type PeriodView = DayView["periods"][number];
