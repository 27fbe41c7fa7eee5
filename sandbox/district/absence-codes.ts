import type { AbsenceCode, MarkKind } from "./model.ts";

type Row = [
  code: string,
  kind: MarkKind,
  title: string,
  abbreviation: string,
  type: number,
  flags?: Partial<AbsenceCode>,
];

const suspension = { isSuspension: true };
const inSchool = { isSuspension: true, countsForAda: true };
const truantTardy = { isPartialDayTruant: true };

const usual: Row[] = [
  ["A", "unverified", "UNVERIFIED", "UNV", 1],
  ["U", "unexcused", "UNEXCUSED", "UNX", 3],
  ["I", "illness", "ILLNESS", "ILL", 2],
  ["M", "medical", "MEDICAL", "MED", 2],
  ["X", "excused", "EXCUSED", "EXC", 2],
  ["V", "tardyExcused", "TARDY VER", "TVE", 8],
  ["T", "tardy", "TARDY", "TDY", 5],
  ["L", "tardyTruant", "LATE 30+", "L30", 5, truantTardy],
  ["S", "suspended", "SUSPENSION", "SUS", 2, suspension],
  ["N", "inSchoolSuspension", "IN SCH SUS", "ISS", 4, inSchool],
  ["C", "studyComplete", "IS COMPLET", "ISC", 4, { independentStudy: "C", countsForAda: true }],
  ["P", "studyIncomplete", "IS INCOMPL", "ISI", 3, { independentStudy: "I" }],
  ["Z", "immunization", "EXCLUDED", "EXL", 2],
  ["F", "activity", "FIELD TRIP", "TRP", 4],
];

/** The same fourteen meanings under other letters; letters clash between schools on purpose, as they do in life. */
function relettered(letters: Partial<Record<MarkKind, string>>, changes: Row[] = []): Row[] {
  const changed = new Set(changes.map((row) => row[1]));
  return [
    ...usual
      .filter((row) => !changed.has(row[1]))
      .map((row): Row => [letters[row[1]] ?? row[0], row[1], row[2], row[3], row[4], row[5]]),
    ...changes,
  ];
}

const tables: Record<number, Row[]> = {
  10: usual,
  20: relettered({ immunization: "Q" }, [["Z", "unexcused", "TRUANT", "TRU", 3]]),
  // Here A is a school activity and T is a truant.
  30: relettered({ unverified: "V", tardyExcused: "E", activity: "A", tardy: "L", tardyTruant: "K" }, [
    ["T", "unexcused", "TRUANT", "TRU", 3],
  ]),
  40: relettered({
    unverified: "1",
    unexcused: "2",
    excused: "3",
    illness: "4",
    medical: "5",
    suspended: "B",
    activity: "6",
  }),
  // An exclusion for immunization stands here as a plain unexcused absence: only its title tells it apart.
  50: relettered({ unverified: "U", unexcused: "A", tardy: "1", tardyTruant: "2" }, [
    ["Z", "immunization", "IMMUN EXCL", "IMX", 3],
  ]),
  60: relettered({
    activity: "A",
    tardyTruant: "B",
    tardy: "L",
    tardyExcused: "M",
    unexcused: "T",
    medical: "D",
    unverified: "U",
    inSchoolSuspension: "O",
  }),
};

/** The absence codes of one school; school 0 and any school without its own table use the district's. */
export function absenceCodesOf(school: number): AbsenceCode[] {
  return (tables[school] ?? usual).map(([code, kind, title, abbreviation, type, flags]) => ({
    school,
    code,
    kind,
    title,
    abbreviation,
    type,
    countsForAda: type >= 4,
    isSuspension: false,
    isPartialDayTruant: false,
    isTemporarilyNotEnrolled: false,
    independentStudy: "",
    color: type === 3 ? "FFCCCC" : "",
    ...flags,
  }));
}

/** A letter that is in no table: a leftover of a code that was deleted in the middle of a year. */
export const orphanCode = "9";
