import { list, numberOf, one, type Route } from "./ask.ts";
import { codeRows } from "./code-sets.ts";
import { absenceCodeRow, bellRows, calendarRows, schoolRow, termRow } from "./school-rows.ts";

const label = (year: number) => `${year}-${year + 1}`;

export const schoolRoutes: Route[] = [
  {
    path: "systeminfo",
    area: null,
    open: true,
    answer: ({ district, now, availableYears }) =>
      one(
        {
          AeriesVersion: "9.26.9.1",
          DatabaseYear: label(district.schoolYear),
          AvailableDatabaseYears: availableYears.map(label),
          LocalTimeZoneName: "(UTC-08:00) Pacific Time (US & Canada)",
          CurrentDateTime: currentDateTime(now),
        },
        "",
      ),
  },
  {
    path: "schools",
    area: null,
    answer: ({ district }) => list(district.schools.map((school) => schoolRow(district, school))),
  },
  {
    path: "schools/:school",
    area: null,
    answer: (ask) => {
      const school = ask.district.schools.find((each) => each.code === numberOf(ask, "school"));
      if (!school) return one(null, "Invalid School Code");
      const row = schoolRow(ask.district, school);
      return ask.switches.schoolAs === "array" ? list([row]) : one(row, "");
    },
  },
  {
    path: "schools/:school/terms",
    area: null,
    answer: (ask) => list((ask.district.terms.get(numberOf(ask, "school")) ?? []).map(termRow)),
  },
  {
    path: "schools/:school/calendar",
    area: "Calendar",
    answer: (ask) => list(calendarRows(ask.district, numberOf(ask, "school"))),
  },
  {
    path: "schools/:school/bellschedule",
    area: "Bell Schedule",
    answer: (ask) => list(bellRows(ask.district, numberOf(ask, "school"), null)),
  },
  {
    path: "schools/:school/bellschedule/date/:date",
    area: "Bell Schedule",
    answer: (ask) => list(bellRows(ask.district, numberOf(ask, "school"), ask.params.date!)),
  },
  {
    path: "schools/:school/absencecodes",
    area: "Absence Code Table",
    answer: (ask) => list((ask.district.absenceCodes.get(numberOf(ask, "school")) ?? []).map(absenceCodeRow)),
  },
  {
    path: "schools/:school/absencecodes/:code",
    area: "Absence Code Table",
    answer: (ask) => {
      const codes = ask.district.absenceCodes.get(numberOf(ask, "school")) ?? [];
      return list(codes.filter((each) => each.code === ask.params.code).map(absenceCodeRow));
    },
  },
  {
    path: "codes/:table/:field",
    area: null,
    answer: ({ params }) => list(codeRows(params.table!, params.field!)),
  },
];

/** Seven fractional digits and the offset, as the original writes it. */
function currentDateTime(now: Temporal.ZonedDateTime): string {
  return now.toString({ fractionalSecondDigits: 7, timeZoneName: "never" });
}
