import { type Ask, list, numberOf, one, type Route } from "./ask.ts";
import { attendanceOf, withinDates } from "./attendance-rows.ts";
import { historyDetails, historySummary } from "./history-rows.ts";
import { absenceCodeRow } from "./school-rows.ts";

function attendance(ask: Ask) {
  const rows = attendanceOf(ask.district, numberOf(ask, "school"));
  const dates = [ask.query.get("startdate") ?? null, ask.query.get("enddate") ?? null] as const;
  if (ask.params.student === undefined) return list(withinDates([...rows.values()], ...dates));
  const own = rows.get(numberOf(ask, "student"));
  const [row] = withinDates(own ? [own] : [], ...dates);
  if (!row) return list([]);
  return ask.switches.singleAttendanceAs === "array" ? list([row]) : one(row, "");
}

type History = typeof historySummary | typeof historyDetails;

/** History is kept for the year of the database; another year has none. */
const history = (rowsOf: History) => (ask: Ask) => {
  const { year, student } = ask.params;
  const { schoolYear } = ask.district;
  if (year !== undefined && year !== `${schoolYear}-${schoolYear + 1}`) return list([]);
  const wanted = student === undefined ? null : numberOf(ask, "student");
  return list(rowsOf(ask.district, numberOf(ask, "school"), wanted));
};

function historyCodes(ask: Ask) {
  const { schoolYear } = ask.district;
  const codes = ask.district.absenceCodes.get(numberOf(ask, "school")) ?? [];
  return list(
    codes.map((code) => {
      const { TypeCode, TypeDescription: _, ColorCode: __, ...row } = absenceCodeRow(code);
      return { ...row, SchoolYear: `${schoolYear}-${schoolYear + 1}`, Type: TypeCode };
    }),
  );
}

const base = "schools/:school/attendancehistory";

export const attendanceRoutes: Route[] = [
  { path: "schools/:school/attendance", area: "Attendance", answer: attendance },
  { path: "schools/:school/attendance/:student", area: "Attendance", answer: attendance },
  ...(["summary", "details"] as const).flatMap((name) => {
    const answer = history(name === "summary" ? historySummary : historyDetails);
    return ["", "/:student", "/year/:year"].map(
      (end): Route => ({ path: `${base}/${name}${end}`, area: "Attendance History", answer }),
    );
  }),
  { path: `${base}/absencecodes`, area: "Attendance History", answer: historyCodes },
  { path: `${base}/absencecodes/year/:year`, area: "Attendance History", answer: historyCodes },
];
