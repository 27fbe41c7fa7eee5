import { asOf } from "#sandbox/district/as-of.ts";
import { schoolYearOf } from "#sandbox/district/calendar.ts";
import type { District } from "#sandbox/district/model.ts";
import { planYear, type YearPlan } from "#sandbox/district/plan.ts";
import { applyEdit, type Edit } from "./edits.ts";
import { createFeed, type Feed } from "./feed.ts";
import { defaultSwitches, type Switches } from "./switches.ts";
import { isTimetableEdit } from "./timetable-edits.ts";

export interface StateOptions {
  seed: number;
  today: Temporal.PlainDate;
  /** Time of day at which the server's clock starts; it then runs. */
  startTime: Temporal.PlainTime;
  /** Milliseconds on a clock that runs; the machine's when absent. */
  clock?: () => number;
}

export const timeZone = "America/Los_Angeles";

/** The district, its clock and what was done to it since the start. */
export interface State {
  switches: Switches;
  district(): District;
  /** The district in another school year's database; the present one if that year is not kept. */
  districtOf(schoolYear: number | null): District;
  availableYears(): number[];
  now(): Temporal.ZonedDateTime;
  feed: Feed;
  edits(): number;
  edit(...made: Edit[]): void;
  /** Moves the district on where a midnight has passed since it was last looked at. */
  keepUp(): void;
  advance(days: number): void;
  reset(): void;
}

/** Starts a district that lives: it can be edited, time can pass in it, and every change is recorded. */
export function startState(options: StateOptions): State {
  const plans = new Map<number, YearPlan>();
  const planOf = (year: number) => {
    const known = plans.get(year) ?? planYear(options.seed, year);
    plans.set(year, known);
    return known;
  };
  const switches = defaultSwitches();
  let edits: Edit[] = [];
  const clock = options.clock ?? Date.now;
  const start = options.today.toZonedDateTime({ timeZone, plainTime: options.startTime });
  let from = start;
  let startedAt = clock();
  const onDay = (day: Temporal.PlainDate) => asOf(planOf(schoolYearOf(day)), day);
  let district = onDay(options.today);
  let formerYear: District | undefined;
  const feed = createFeed(district, (day) =>
    schoolYearOf(day) === schoolYearOf(options.today) ? onDay(day) : null,
  );

  const now = () => from.add({ milliseconds: Math.floor(clock() - startedAt) });
  const rebuild = () => {
    district = onDay(now().toPlainDate());
    for (const edit of edits) if (edit.schoolYear === district.schoolYear) applyEdit(district, edit);
  };
  const moveOn = () => {
    const before = district;
    rebuild();
    feed.note(before, district, now().toPlainDateTime());
  };

  return {
    switches,
    district: () => district,
    districtOf: (year) => {
      if (year !== district.schoolYear - 1) return district;
      if (formerYear?.schoolYear !== year) {
        const plan = planOf(year);
        formerYear = asOf(plan, [...plan.terms.get(0)!].pop()!.end.add({ days: 14 }));
      }
      return formerYear;
    },
    availableYears: () => [district.schoolYear, district.schoolYear - 1],
    now,
    feed,
    edits: () => edits.length,
    edit: (...made) => {
      const before = district;
      const touched = { ...before, ...copied(before) };
      for (const edit of made) applyEdit(touched, edit);
      edits.push(...made);
      district = touched;
      // Marks and timetables have no change feed of pupils, so most edits need no comparison.
      if (made.some((edit) => edit.kind !== "mark" && !isTimetableEdit(edit)))
        feed.note(before, district, now().toPlainDateTime());
    },
    keepUp: () => {
      if (Temporal.PlainDate.compare(now().toPlainDate(), district.today) > 0) moveOn();
    },
    advance: (days) => {
      from = from.add({ days });
      moveOn();
    },
    reset: () => {
      edits = [];
      feed.forget();
      from = start;
      startedAt = clock();
      Object.assign(switches, defaultSwitches());
      rebuild();
    },
  };
}

/** Copies what an edit may touch, so that the state before it stays whole for comparison. */
function copied(district: District): Pick<District, "students" | "enrollments" | "rosters" | "marks"> {
  return {
    students: district.students.map((one) => ({ ...one })),
    enrollments: district.enrollments.map((one) => ({ ...one })),
    rosters: district.rosters.map((one) => ({ ...one })),
    marks: new Map([...district.marks].map(([school, own]) => [school, new Map(own)])),
  };
}
