import { type DaySpan, displayDay, isAfter, isBefore, spanHolds } from "#app/calendar/day.ts";
import { dayLabel, isInstructional, type SchoolDay } from "#app/calendar/school-day.ts";

/** A section a pupil was put in, first and last day included. `name` as staff know it: "Period 1 Algebra". */
export type RosterSpan = DaySpan & { sectionId: number; name: string };

/**
 * `enrollments`: at this school, first and last day included. `inactiveCode` as Aeries keeps it: blank is active, `*`
 * pre-enrolled. `day` null when the calendar has no row. `noRegister`: why the class has none on this school day.
 */
export type RegisterFacts = {
  date: Temporal.PlainDate;
  today: Temporal.PlainDate;
  sectionId: number;
  enrollments: readonly DaySpan[];
  inactiveCode: string;
  rosters: readonly RosterSpan[];
  day: SchoolDay | null;
  noRegister: string | null;
};

/**
 * Why a pupil is not on a section's register on a date: the first reason that is true, as a sentence, or null when
 * the pupil is on it.
 */
export function whyNotOnRegister(facts: RegisterFacts): string | null {
  const ofTheClass = notInSection(facts) ?? notHeld(facts);
  if (ofTheClass === null && wasOnTheRolls(facts)) return null;
  return notEnrolled(facts) ?? inactive(facts) ?? ofTheClass;
}

/**
 * Does the pupil belong on the lists of the day? From today on an active pupil does: the code says how things stand.
 * Before today one who was enrolled then, whatever the code says now; where no enrollment is known, one who is active.
 */
export function wasOnTheRolls(
  facts: Pick<RegisterFacts, "date" | "today" | "enrollments" | "inactiveCode">,
): boolean {
  const { date, today, enrollments, inactiveCode } = facts;
  if (!isBefore(date, today) || enrollments.length === 0) return inactiveCode.trim() === "";
  return enrollments.some((span) => spanHolds(span, date));
}

function notEnrolled({ date, enrollments, inactiveCode }: RegisterFacts): string | null {
  if (enrollments.some((span) => spanHolds(span, date))) return null;
  if (inactiveCode.trim() === "*") return preEnrolled;
  const next = enrollments
    .filter((span) => isAfter(span.from, date))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.from, other.from))[0];
  if (next) return `Not enrolled at this school until ${displayDay(next.from)}.`;
  const left = enrollments
    .map((span) => span.through)
    .filter((through) => through !== null)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  return left ? `Left this school on ${displayDay(left)}.` : "Has no enrollment at this school this year.";
}

const preEnrolled = "Pre-enrolled: the pupil is expected at this school but has not started.";

function inactive(facts: RegisterFacts): string | null {
  const code = facts.inactiveCode.trim();
  if (code === "" || wasOnTheRolls(facts)) return null;
  return code === "*" ? preEnrolled : `Inactive at this school (code ${code}).`;
}

function notInSection({ date, sectionId, rosters }: RegisterFacts): string | null {
  const inForce = rosters.filter((roster) => spanHolds(roster, date));
  if (inForce.some((roster) => roster.sectionId === sectionId)) return null;
  const ours = rosters.filter((roster) => roster.sectionId === sectionId);
  const joins = ours.find((roster) => isAfter(roster.from, date));
  const leftOn = ours.find((roster) => roster.through !== null && isBefore(roster.through, date))?.through;
  const elsewhere =
    inForce.length > 0 ? ` In ${inForce.map((roster) => roster.name).join(", ")} on this day.` : "";
  if (joins) return `Joins this section on ${displayDay(joins.from)}.${elsewhere}`;
  if (leftOn) return `Left this section on ${displayDay(leftOn)}.${elsewhere}`;
  return elsewhere === "" ? "In no section on this day." : `Not in this section.${elsewhere}`;
}

function notHeld({ date, day, noRegister }: RegisterFacts): string | null {
  if (day === null) return `${displayDay(date)} is not a school day.`;
  if (!isInstructional(day)) return `${displayDay(date)} is a ${dayLabel(day)}.`;
  return noRegister;
}
