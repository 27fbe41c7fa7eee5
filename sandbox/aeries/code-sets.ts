import { longGrade } from "./student-rows.ts";

type Codes = Record<string, string>;

const languages: Codes = {
  "00": "English",
  "01": "Spanish",
  "02": "Vietnamese",
  "05": "Filipino (Pilipino or Tagalog)",
  "07": "Mandarin",
  "11": "Arabic",
  "12": "Armenian",
  "23": "Hmong",
  "28": "Punjabi",
};
const grades: Codes = Object.fromEntries(
  Array.from({ length: 14 }, (_, index) => [String(index - 1), longGrade(index - 1)]),
);
const programs: Codes = {
  "101": "504 Accommodation Plan",
  "127": "Gifted and Talented Education",
  "144": "Special Education",
  "190": "Foster Youth",
};

/** Each set under its column code and, in lower case without `code`, under the property it fills. */
const sets: [table: string[], field: string[], codes: Codes][] = [
  [["stu", "student"], ["gr", "grade"], grades],
  [["stu", "student"], ["tg", "inactivestatus"], { I: "Inactive", N: "No show", "*": "Pre-enrolled" }],
  [["stu", "student"], ["sp", "attendanceprogramprimary"], { I: "Independent study over 15 days" }],
  [["stu", "student"], ["cl", "correspondencelanguage"], languages],
  [["stu", "student"], ["hl", "homelanguage"], languages],
  [
    ["stu", "student"],
    ["lf", "languagefluency"],
    { E: "English Only", L: "English Learner", R: "Redesignated" },
  ],
  [
    ["enr", "enrollmenthistory"],
    ["er", "exitreason"],
    { "160": "Left for another public school", T160: "Moved within the district", N420: "No show" },
  ],
  [
    ["contact"],
    ["rl", "relationshiptostudent"],
    { "10": "Mother", "11": "Father", "15": "Grandparent", "20": "Guardian" },
  ],
  [["pgm", "program"], ["cd", "program"], programs],
  [["att", "attendance"], ["ada"], { M: "Attendance recovery" }],
  [["atp"], ["ty"], { AR: "Attendance Recovery", EL: "Expanded Learning" }],
];

/** Rows of one code set, by table or object name and by column or property name, with or without `Code`. */
export function codeRows(table: string, field: string) {
  const name = field.toLowerCase();
  const wanted = [name, name.replace(/code$/, "")];
  const set = sets.find(
    ([tables, fields]) => tables.includes(table.toLowerCase()) && fields.some((one) => wanted.includes(one)),
  );
  return Object.entries(set?.[2] ?? {}).map(([code, description], index) => ({
    Table: set![0][0]!.toUpperCase().slice(0, 3),
    Field: set![1][0]!.toUpperCase(),
    Code: code,
    Description: description,
    Category: "",
    Status: "",
    AeriesCode: "",
    SortOrder: index,
    NumericValue: 0,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].flatMap((number) => [
        [`CorrespondenceLanguageCode${number}`, ""],
        [`DescriptionForLanguage${number}`, ""],
      ]),
    ),
  }));
}
