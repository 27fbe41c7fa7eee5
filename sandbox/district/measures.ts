import type { District, MarkKind } from "./model.ts";

/** Whole-day marks with which a pupil did not attend. */
const away = new Set<MarkKind>([
  "unverified",
  "illness",
  "medical",
  "excused",
  "unexcused",
  "suspended",
  "studyIncomplete",
  "immunization",
]);

export interface Measures {
  /** Share of enrolled pupil-days missed. */
  absenceRate: number;
  /** Share of pupils who missed a tenth or more of their days. */
  chronicShare: number;
  pupilDays: number;
}

/** What a district's records say of attendance on the days before `today`. */
export function measure(district: District): Measures {
  const compare = Temporal.PlainDate.compare;
  const expected = new Map<number, number>();
  const missed = new Map<number, number>();
  const add = (to: Map<number, number>, id: number, days: number) => to.set(id, (to.get(id) ?? 0) + days);
  const taught = taughtBy(district);
  for (const { studentId, enter, leave } of district.enrollments) {
    if (leave?.equals(enter)) continue;
    const until = leave ? leave.add({ days: 1 }).toString() : "9999";
    add(expected, studentId, Math.max(0, taught(until) - taught(enter.toString())));
  }
  for (const [school, pupils] of district.marks) {
    const kinds = new Map(district.absenceCodes.get(school)!.map((one) => [one.code, one.kind]));
    for (const [studentId, days] of pupils) {
      for (const { day, allDay } of days) {
        const kind = kinds.get(allDay);
        if (kind && away.has(kind) && compare(day.date, district.today) < 0) add(missed, studentId, 1);
      }
    }
  }
  const sum = (of: Map<number, number>) => [...of.values()].reduce((total, days) => total + days, 0);
  const pupils = [...expected].filter(([, days]) => days > 0);
  const chronic = pupils.filter(([id, days]) => (missed.get(id) ?? 0) * 10 >= days);
  return {
    absenceRate: sum(missed) / sum(expected),
    chronicShare: chronic.length / pupils.length,
    pupilDays: sum(expected),
  };
}

/** How many schooldays before `today` lie before an ISO date; all schools teach on the same days. */
function taughtBy(district: District): (date: string) => number {
  const days = district.calendars
    .get(0)!
    .filter((one) => one.instructional && Temporal.PlainDate.compare(one.date, district.today) < 0)
    .map((one) => one.date.toString());
  const known = new Map<string, number>();
  return (date) => {
    const count = known.get(date) ?? days.filter((one) => one < date).length;
    known.set(date, count);
    return count;
  };
}
