import { shownPercent, suppressSmall } from "./rate.ts";

/** Days of one pupil in a span: enrolled and taught, and of these absent. `grade` is Aeries' integer. */
export type PupilDays = { grade: number; expected: number; absent: number };

/** Safe to show beyond a school; null is held back. Days are those of all pupils together, the rate is 0 to 1. */
export type ShownDays = {
  pupils: number | null;
  expectedDays: number | null;
  absentDays: number | null;
  attendanceRate: number | null;
};
export type ShownAttendance = ShownDays & { grades: (ShownDays & { grade: number })[] };

/** `everAbsent`: pupils absent on some day. `everThere`: pupils who came on some day. */
type Counts = { pupils: number; expected: number; absent: number; everAbsent: number; everThere: number };
type Hidden = { grades: ReadonlySet<number>; total: boolean };

/**
 * The attendance of a school and its grades, from which nobody can be told (34 CFR 99.31(b)). A group of 1 to 10 pupils
 * shows nothing; where 1 to 10 pupils were ever absent, or ever there, its absences and rate are held back; and so is
 * as much beside them as subtraction from the school would give them back from. A pupil belongs to one grade.
 */
export function shownAttendance(pupils: readonly PupilDays[]): ShownAttendance {
  const counted = pupils.filter(({ expected }) => expected > 0);
  const grades = [...Map.groupBy(counted, ({ grade }) => grade)]
    .map(([grade, ofGrade]) => ({ grade, counts: countsOf(ofGrade) }))
    .toSorted((one, other) => one.grade - other.grade);
  const hide = (count: keyof Counts): Hidden => {
    const cells = grades.map(({ grade, counts }) => ({ key: grade, count: counts[count] }));
    const safe = suppressSmall(cells);
    const held = safe.cells.filter(({ shown }) => shown === null);
    return { grades: new Set(held.map(({ key }) => key)), total: safe.total === null };
  };
  const size = hide("pupils");
  const days = [size, hide("everAbsent"), hide("everThere")];
  return {
    ...shown(countsOf(counted), {
      size: size.total,
      days: days.some(({ total }) => total),
    }),
    grades: grades.map(({ grade, counts }) => ({
      grade,
      ...shown(counts, {
        size: size.grades.has(grade),
        days: days.some((hidden) => hidden.grades.has(grade)),
      }),
    })),
  };
}

function countsOf(pupils: readonly PupilDays[]): Counts {
  const sum = (of: (pupil: PupilDays) => number) => pupils.reduce((total, pupil) => total + of(pupil), 0);
  return {
    pupils: pupils.length,
    expected: sum(({ expected }) => expected),
    absent: sum(({ absent }) => absent),
    everAbsent: pupils.filter(({ absent }) => absent > 0).length,
    everThere: pupils.filter(({ expected, absent }) => absent < expected).length,
  };
}

function shown({ pupils, expected, absent }: Counts, hidden: { size: boolean; days: boolean }): ShownDays {
  const percent = hidden.days ? null : shownPercent({ count: expected - absent, of: expected });
  return {
    pupils: hidden.size ? null : pupils,
    expectedDays: hidden.size ? null : expected,
    absentDays: hidden.days ? null : absent,
    attendanceRate: percent === null ? null : Math.round(percent * 100) / 10_000,
  };
}
