import {
  type BellPeriod,
  displayTime,
  scheduleOn,
  schoolDaySpan,
  spansOverlap,
  type TimeSpan,
} from "#app/calendar/bell.ts";
import { displayDay, isBefore } from "#app/calendar/day.ts";
import { isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";
import type { Grade } from "#app/people/grade.ts";
import { type TeacherFacts, teacherStanding } from "./certification.ts";
import { mayOfferRecovery } from "./eligibility.ts";
import type { RecoverySettings } from "./settings.ts";

/** A session as somebody wants to hold it. `grades` it is open to; `teachers`: certificated teachers, at least one. */
export type ProposedSession = TimeSpan & {
  date: Temporal.PlainDate;
  room: string;
  capacity: number;
  teachers: number;
  grades: readonly Grade[];
};

/**
 * `day`: the calendar row of the date, null on a weekend or in the summer. `bells`: all schedules of the school.
 * `teacher`: what is known of the one who leads, null for someone whom Aeries does not list.
 * `teacherSessions`, `roomSessions`: the other sessions of that teacher and room on that date, cancelled ones left out.
 */
export type SessionFacts = {
  today: Temporal.PlainDate;
  day: SchoolDay | null;
  bells: readonly BellPeriod[];
  teacher: TeacherFacts | null;
  teacherSessions: readonly TimeSpan[];
  roomSessions: readonly TimeSpan[];
  settings: Pick<RecoverySettings, "agency">;
};

/** `field` names the form's field; `rule` the law, null for plain sense. */
export type SessionRefusal = {
  field: "date" | "startsAt" | "endsAt" | "room" | "teacher" | "highGrade" | "capacity";
  rule: string | null;
  sentence: string;
};

/** Everything that speaks against holding the session (AR-LEA-1, -2, AR-SES-1, -2); empty when nothing does. */
export function sessionRefusals(proposed: ProposedSession, facts: SessionFacts): SessionRefusal[] {
  return [
    ...agencyRefusals(facts.settings),
    ...timeRefusals(proposed, facts.today),
    ...schoolDayRefusals(proposed, facts),
    ...certificationRefusals(proposed.date, facts.teacher),
    ...clash(proposed, facts.teacherSessions, "teacher", nameOf(facts.teacher)),
    ...clash(proposed, facts.roomSessions, "room", `Room ${proposed.room}`),
    ...gradeRefusals(proposed),
    ...capacityRefusals(proposed),
  ];
}

/** What speaks against a teacher beside the one who leads: the same as against that one. */
export function teacherRefusals(
  span: TimeSpan & { date: Temporal.PlainDate },
  { teacher, sessions }: { teacher: TeacherFacts | null; sessions: readonly TimeSpan[] },
): SessionRefusal[] {
  return [...certificationRefusals(span.date, teacher), ...clash(span, sessions, "teacher", nameOf(teacher))];
}

const nameOf = (teacher: TeacherFacts | null) => teacher?.name ?? "This teacher";

const midnight = 24 * 60;
/** Clocks are changed at night; from then on a minute of the day is a minute of time. */
const earliest = 5 * 60;

function refuse(field: SessionRefusal["field"], rule: string | null, sentence: string): SessionRefusal {
  return { field, rule, sentence };
}

function agencyRefusals({ agency }: Pick<RecoverySettings, "agency">): SessionRefusal[] {
  if (mayOfferRecovery(agency)) return [];
  const sentence =
    "By the district's settings it is a charter that may not offer recovery, so no session can be planned.";
  return [refuse("date", "AR-LEA-2", sentence)];
}

function timeRefusals(
  { date, startsAt, endsAt }: ProposedSession,
  today: Temporal.PlainDate,
): SessionRefusal[] {
  const refusals: SessionRefusal[] = [];
  if (isBefore(date, today))
    refusals.push(refuse("date", null, `${displayDay(date)} has passed. Choose today or a later day.`));
  if (startsAt < earliest || startsAt >= midnight)
    refusals.push(
      refuse("startsAt", null, "A session starts at 5:00 am at the earliest: clocks may change at night."),
    );
  if (endsAt > midnight)
    refusals.push(refuse("endsAt", null, "The session runs past midnight. End it on the day it starts."));
  else if (endsAt <= startsAt)
    refusals.push(
      refuse(
        "endsAt",
        null,
        `The session ends at ${displayTime(endsAt)} and starts at ${displayTime(startsAt)}. End it on the day it starts, after it starts and before midnight.`,
      ),
    );
  return refusals;
}

function schoolDayRefusals(proposed: ProposedSession, { day, bells }: SessionFacts): SessionRefusal[] {
  if (!isInstructional(day)) return [];
  const schoolDay = schoolDaySpan(scheduleOn(bells, proposed.date));
  if (schoolDay === null)
    return [
      refuse(
        "date",
        "AR-SES-1",
        `The bell schedule of ${displayDay(proposed.date)} is not known, so nobody can tell whether the session is outside the school day.`,
      ),
    ];
  if (!spansOverlap(proposed, schoolDay)) return [];
  const hours = `${displayTime(schoolDay.startsAt)} to ${displayTime(schoolDay.endsAt)}`;
  return [
    refuse(
      "startsAt",
      "AR-SES-1",
      `School runs from ${hours} on ${displayDay(proposed.date)}. A session has to lie outside it.`,
    ),
  ];
}

function certificationRefusals(date: Temporal.PlainDate, teacher: TeacherFacts | null): SessionRefusal[] {
  if (teacher === null)
    return [refuse("teacher", "AR-SES-2", "Choose the certificated teacher who leads the session.")];
  const standing = teacherStanding(teacher, date);
  return standing.qualified
    ? []
    : [refuse("teacher", "AR-SES-2", `${standing.reason} Choose a teacher who may lead it on that day.`)];
}

function clash(
  span: TimeSpan,
  sessions: readonly TimeSpan[],
  field: "teacher" | "room",
  who: string,
): SessionRefusal[] {
  const other = sessions.find((one) => spansOverlap(span, one));
  if (other === undefined) return [];
  const hours = `${displayTime(other.startsAt)} to ${displayTime(other.endsAt)}`;
  return [refuse(field, null, `${who} has another session from ${hours}.`)];
}

/** A script may send the lowest grade and leave the highest to the school's defaults. */
function gradeRefusals({ grades }: ProposedSession): SessionRefusal[] {
  if (grades.length > 0) return [];
  const sentence =
    "The highest grade is below the lowest, so the session would be for nobody. Choose the highest grade again.";
  return [refuse("highGrade", null, sentence)];
}

/**
 * Capacity is a matter of seats. How many of them one teacher may fill is the ratio's to say, pupil by pupil as places
 * are given out (AR-SES-4, -5): it depends on who comes.
 */
function capacityRefusals({ capacity }: ProposedSession): SessionRefusal[] {
  if (Number.isInteger(capacity) && capacity >= 1) return [];
  return [refuse("capacity", null, "Enter how many pupils the session has places for, at least 1.")];
}
