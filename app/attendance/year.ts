import { type ClassSchedule, classMeets, type DayPattern } from "#app/calendar/class-meeting.ts";
import { type DaySpan, spanHolds } from "#app/calendar/day.ts";
import { type Category, categories } from "./category.ts";
import { type MarkInForce, type MarkRow, markInForce, type RegisterHome } from "./mark.ts";
import { wholeDay } from "./whole-day.ts";

/** Everything said about one pupil on one day in one period (empty: the whole day). */
export type SaidInPeriod = { date: Temporal.PlainDate; period: string; marks: readonly MarkRow[] };

/** A class a pupil is in from a day through a day. */
export type ClassSpan = DaySpan & ClassSchedule & { section: number; title: string };

export type YearFacts = {
  home: RegisterHome;
  kind: "daily" | "period";
  /** Days with pupils so far, with what the calendar says of their classes. */
  schoolDays: readonly { date: Temporal.PlainDate; pattern: DayPattern }[];
  enrolments: readonly DaySpan[];
  classes: readonly ClassSpan[];
  said: readonly SaidInPeriod[];
  categoryOf: (code: string) => Category | null;
};

export type MarkedPeriod = { period: string; mark: MarkRow; inForce: MarkInForce };
/** `category` of the whole day; null where a code is in force that nobody has given a category. */
export type MarkedDay = { date: Temporal.PlainDate; category: Category | null; periods: MarkedPeriod[] };

/**
 * `expected`: days enrolled and taught. `noAda`: those that earn no attendance; `absent`: those absent for chronic
 * absenteeism. `days`: with a mark in force, newest first. `undecided`: days whose code has no category; counted as attended.
 */
export type PupilYear = {
  expected: number;
  noAda: number;
  absent: number;
  undecided: number;
  counts: Map<Category, number>;
  days: MarkedDay[];
};

/** One pupil's year at one school, from what was said. */
export function pupilYear(facts: YearFacts): PupilYear {
  const enrolled = facts.schoolDays.filter(({ date }) =>
    facts.enrolments.some((span) => spanHolds(span, date)),
  );
  const saidOn = Map.groupBy(facts.said, ({ date }) => date.toString());
  const days = enrolled
    .map((day) => markedDay(day, saidOn.get(day.date.toString()) ?? [], facts))
    .filter((day) => day.periods.length > 0);
  const counts = new Map<Category, number>();
  for (const { category } of days)
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
  const notExpected = counts.get("NOT_ENROLLED") ?? 0;
  counts.set("PRESENT", (counts.get("PRESENT") ?? 0) + enrolled.length - days.length);
  const sum = (counted: (category: Category) => boolean) =>
    [...counts].reduce((total, [category, days]) => total + (counted(category) ? days : 0), 0);
  return {
    expected: enrolled.length - notExpected,
    noAda: sum((category) => !categories[category].countsAda) - notExpected,
    absent: sum((category) => categories[category].absentForChronic),
    undecided: days.filter(({ category }) => category === null).length,
    counts,
    days: days.toReversed(),
  };
}

function markedDay(
  { date, pattern }: YearFacts["schoolDays"][number],
  said: readonly SaidInPeriod[],
  { home, kind, classes, categoryOf }: YearFacts,
): MarkedDay {
  const periods = said.flatMap(({ period, marks }): MarkedPeriod[] => {
    const inForce = markInForce(marks, home);
    return inForce.inForce === null || inForce.inForce.code === null
      ? []
      : [{ period, mark: inForce.inForce, inForce }];
  });
  const categoryIn = (period: string) => {
    const own = said.some((each) => each.period === period);
    const marked = periods.find((each) => each.period === (own ? period : ""));
    return marked?.mark.code ? categoryOf(marked.mark.code) : "PRESENT";
  };
  const due =
    kind === "daily"
      ? [""]
      : classes
          .filter((span) => spanHolds(span, date) && classMeets(span, pattern))
          .map(({ period }) => period);
  const each = [...new Set([...due, ...(due.length === 0 ? periods.map(({ period }) => period) : [])])].map(
    categoryIn,
  );
  return {
    date,
    periods: periods.toSorted((one, other) => one.period.localeCompare(other.period)),
    category: each.includes(null) ? null : wholeDay(each),
  };
}
