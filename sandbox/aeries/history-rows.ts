import type { AbsenceCode, DayMark, District, Enrollment } from "#sandbox/district/model.ts";

const label = (year: number) => `${year}-${year + 1}`;

interface Tally {
  absent: number;
  excused: number;
  unexcused: number;
  tardy: number;
  truant: number;
  suspended: number;
  inSchool: number;
  studyComplete: number;
  studyIncomplete: number;
}

/** The pupils with a record at a school, or one of them; `school` 0 means any school. */
export function historySummary(district: District, school: number, studentId: number | null) {
  return grouped(district, school, studentId).map(([id, spans]) => ({
    StudentID: id,
    HistorySummaries: spans.map(([code, own]) => summaryRow(district, id, code, own)),
  }));
}

type Spans = [school: number, enrollments: Enrollment[]][];

function grouped(district: District, school: number, studentId: number | null): [number, Spans][] {
  const pupils = new Map<number, Map<number, Enrollment[]>>();
  for (const one of district.enrollments) {
    if (studentId !== null && one.studentId !== studentId) continue;
    const own = pupils.get(one.studentId) ?? new Map<number, Enrollment[]>();
    own.set(one.school, [...(own.get(one.school) ?? []), one]);
    pupils.set(one.studentId, own);
  }
  return [...pupils]
    .filter(([, own]) => studentId !== null || school === 0 || own.has(school))
    .map(([id, own]) => [id, [...own]]);
}

function enrolledDays(district: District, school: number, spans: Enrollment[]): number {
  const compare = Temporal.PlainDate.compare;
  return district.calendars
    .get(school)!
    .filter((day) => day.instructional && compare(day.date, district.today) <= 0)
    .filter(({ date }) =>
      spans.some((one) => compare(date, one.enter) >= 0 && (!one.leave || compare(date, one.leave) <= 0)),
    ).length;
}

function summaryRow(district: District, studentId: number, school: number, spans: Enrollment[]) {
  const attended = spans.filter((one) => !one.leave?.equals(one.enter) || one.exitReason === "");
  const enrolled = enrolledDays(district, school, attended);
  const marks = district.marks.get(school)?.get(studentId) ?? [];
  const codes = new Map(district.absenceCodes.get(school)!.map((one) => [one.code, one]));
  const tally = tallyOf(marks, codes);
  const periods = marks.flatMap((mark) => mark.classes.map((one) => codes.get(one.code)));
  const meets = district.rosters.filter(
    (one) =>
      one.studentId === studentId &&
      one.school === school &&
      Temporal.PlainDate.compare(one.start, district.today) <= 0 &&
      Temporal.PlainDate.compare(one.end, district.today) >= 0,
  ).length;
  const byPeriod = marks.some((mark) => mark.classes.length > 0);
  const expected = byPeriod ? enrolled * meets : 0;
  const count = (test: (code: AbsenceCode) => boolean) => periods.filter((code) => code && test(code)).length;
  const excused = count((code) => code.type === 2 && !code.isSuspension && !code.independentStudy);
  const unexcused = count((code) => code.type === 3 && !code.isSuspension && !code.independentStudy);
  return {
    AttendanceProgramCodePrimary: spans[spans.length - 1]!.programCode,
    ReportingSchoolCode: 0,
    DaysCompleteIndependentStudy: tally.studyComplete,
    DaysIncompleteIndependentStudy: tally.studyIncomplete,
    DaysInSchoolSuspension: tally.inSchool,
    PeriodsExpectedToAttend: expected,
    PeriodsAttended: Math.max(0, expected - excused - unexcused),
    PeriodsOutOfSchoolSuspension: count((code) => code.isSuspension && !code.countsForAda),
    PeriodsAttendedInSchoolSuspension: count((code) => code.isSuspension && code.countsForAda),
    PeriodsExcusedAbsence: excused,
    PeriodsUnexcusedAbsence: unexcused,
    PeriodsCompleteIndependentStudy: count((code) => code.independentStudy === "C"),
    PeriodsIncompleteIndependentStudy: count((code) => code.independentStudy === "I"),
    SchoolYear: label(district.schoolYear),
    SchoolCode: school,
    DaysEnrolled: enrolled,
    DaysPresent: enrolled - tally.absent,
    DaysAbsence: tally.absent,
    DaysExcused: tally.excused,
    DaysUnexcused: tally.unexcused,
    DaysTardy: tally.tardy,
    DaysOfTruancy: tally.truant,
    DaysSuspension: tally.suspended,
  };
}

/** Counts by the flags of the code table, as Aeries does: letters that are in no table count for nothing. */
function tallyOf(marks: DayMark[], codes: Map<string, AbsenceCode>): Tally {
  const tally: Tally = {
    absent: 0,
    excused: 0,
    unexcused: 0,
    tardy: 0,
    truant: 0,
    suspended: 0,
    inSchool: 0,
    studyComplete: 0,
    studyIncomplete: 0,
  };
  for (const mark of marks) {
    const code = codes.get(mark.allDay);
    const touched = [code, ...mark.classes.map((one) => codes.get(one.code))];
    if (touched.some((one) => one && (one.isPartialDayTruant || (one.type === 3 && !one.independentStudy)))) {
      tally.truant += 1;
    }
    if (touched.some((one) => one && [5, 8, 9].includes(one.type))) tally.tardy += 1;
    if (!code) continue;
    if (code.independentStudy === "C") tally.studyComplete += 1;
    else if (code.independentStudy === "I") {
      tally.studyIncomplete += 1;
      tally.absent += 1;
    } else if (code.isSuspension && code.countsForAda) tally.inSchool += 1;
    else if (code.isSuspension) {
      tally.suspended += 1;
      tally.absent += 1;
    } else if (code.type <= 3) {
      tally.absent += 1;
      if (code.type === 2) tally.excused += 1;
      if (code.type === 3) tally.unexcused += 1;
    }
  }
  return tally;
}

/** Totals by absence code; `#` stands for all excused and `*` for all unexcused. */
export function historyDetails(district: District, school: number, studentId: number | null) {
  return grouped(district, school, studentId).map(([id, spans]) => ({
    StudentID: id,
    HistoryDetails: spans.flatMap(([code]) => detailRows(district, id, code)),
  }));
}

function detailRows(district: District, studentId: number, school: number) {
  const marks = district.marks.get(school)?.get(studentId) ?? [];
  const table = district.absenceCodes.get(school)!;
  const groups: [string, string, Set<string>][] = [
    ...table.map((one): [string, string, Set<string>] => [one.code, one.title, new Set([one.code])]),
    ["#", "Total Excused", new Set(table.filter((one) => one.type === 2).map((one) => one.code))],
    ["*", "Total Unexcused", new Set(table.filter((one) => one.type === 3).map((one) => one.code))],
  ];
  return groups.flatMap(([code, description, letters]) => {
    const allDay = marks.filter((mark) => letters.has(mark.allDay)).length;
    const periods = new Map<string, number>();
    for (const one of marks.flatMap((mark) => mark.classes)) {
      if (letters.has(one.code)) periods.set(one.period, (periods.get(one.period) ?? 0) + 1);
    }
    if (allDay === 0 && periods.size === 0) return [];
    return {
      Code: code,
      SchoolYear: label(district.schoolYear),
      Description: description,
      AllDayTotal: allDay,
      PeriodTotals: [...periods].map(([period, total]) => ({ Period: period, Total: total })),
      SchoolCode: school,
    };
  });
}
