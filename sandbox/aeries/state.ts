import { asOf } from "#sandbox/district/as-of.ts";
import { schoolYearOf } from "#sandbox/district/calendar.ts";
import type { District } from "#sandbox/district/model.ts";
import { planYear, type YearPlan } from "#sandbox/district/plan.ts";
import { type Change, differences } from "./changes.ts";
import { applyEdit, type Edit } from "./edits.ts";
import { defaultSwitches, type Switches } from "./switches.ts";
import { isTimetableEdit } from "./timetable-edits.ts";

export interface StateOptions {
  seed: number;
  today: Temporal.PlainDate;
  /** Time of day at which the server's clock starts; it then runs. */
  startTime: Temporal.PlainTime;
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
  changes(): Change[];
  edits(): number;
  edit(...made: Edit[]): void;
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
  let changes: Change[] = [];
  let today = options.today;
  let startedAt = performance.now();
  let district = asOf(planOf(schoolYearOf(today)), today);
  let formerYear: District | undefined;

  const now = () =>
    today
      .toZonedDateTime({ timeZone, plainTime: options.startTime })
      .add({ milliseconds: Math.floor(performance.now() - startedAt) });
  const record = (found: Omit<Change, "at">[]) => {
    const at = now().toPlainDateTime();
    changes.push(...found.map((one) => ({ ...one, at })));
  };
  const rebuild = () => {
    district = asOf(planOf(schoolYearOf(today)), today);
    for (const edit of edits) if (edit.schoolYear === district.schoolYear) applyEdit(district, edit);
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
    changes: () => changes,
    edits: () => edits.length,
    edit: (...made) => {
      const before = district;
      const touched = { ...before, ...copied(before) };
      for (const edit of made) applyEdit(touched, edit);
      edits.push(...made);
      district = touched;
      // Marks and timetables have no change feed of pupils, so most edits need no comparison.
      if (made.some((edit) => edit.kind !== "mark" && !isTimetableEdit(edit)))
        record(differences(before, district));
    },
    advance: (days) => {
      const before = district;
      today = today.add({ days });
      rebuild();
      record(differences(before, district));
    },
    reset: () => {
      edits = [];
      changes = [];
      today = options.today;
      startedAt = performance.now();
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
