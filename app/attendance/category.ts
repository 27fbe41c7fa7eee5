/**
 * What a day or a period of a pupil comes to, whatever letter the school uses for it. Letters differ from school to
 * school; these categories are what laws and reports speak of.
 */
export type Category =
  | "PRESENT"
  | "SCHOOL_ACTIVITY"
  | "UNVERIFIED"
  | "EXCUSED"
  | "UNEXCUSED"
  | "TARDY_EXCUSED"
  | "TARDY_UNEXCUSED"
  | "TARDY_TRUANT"
  | "SUSP_OUT"
  | "SUSP_IN"
  | "IS_ADA"
  | "IS_NON_ADA"
  | "IMMUN_EXCLUSION"
  | "HOME_HOSPITAL"
  | "NOT_ENROLLED";

/** May attendance recovery make up for it? "hold": not until a person has decided. */
export type Recoverable = "yes" | "no" | "hold";

/** The CALPADS STAS field that counts the day; "district" where the district chooses, null where none does. */
export type StasField =
  | "13.16"
  | "13.17"
  | "13.18"
  | "13.19"
  | "13.20"
  | "13.21"
  | "13.22"
  | "district"
  | null;

/**
 * `countsAda`: earns average daily attendance (EC 46010, 46010.3). `absentForChronic`: a day absent for chronic
 * absenteeism (EC 60901). `truancyEvent`: one of the three that make a truant (EC 48260).
 */
export type CategoryFacts = {
  label: string;
  countsAda: boolean;
  absentForChronic: boolean;
  truancyEvent: boolean;
  recoverable: Recoverable;
  stasField: StasField;
};

function facts(
  label: string,
  ada: "ADA" | "no ADA",
  chronic: "absent" | "not absent",
  truancy: "truancy" | "no truancy",
  recoverable: Recoverable,
  stasField: StasField,
): CategoryFacts {
  return {
    label,
    countsAda: ada === "ADA",
    absentForChronic: chronic === "absent",
    truancyEvent: truancy === "truancy",
    recoverable,
    stasField,
  };
}

/**
 * The one table. A tardy pupil attended, so the day is counted among days attended (13.16): the state checks that
 * fields 13.16 to 13.22 add up to the days expected. Home and hospital instruction is outside STAS and earns its
 * attendance by hours taught, not by this register.
 */
export const categories: Readonly<Record<Category, CategoryFacts>> = {
  PRESENT: facts("Present", "ADA", "not absent", "no truancy", "no", "13.16"),
  SCHOOL_ACTIVITY: facts("At a school activity", "ADA", "not absent", "no truancy", "no", "13.16"),
  UNVERIFIED: facts("Absent, reason not known yet", "no ADA", "absent", "no truancy", "hold", null),
  EXCUSED: facts("Excused absence", "no ADA", "absent", "no truancy", "yes", "13.19"),
  UNEXCUSED: facts("Unexcused absence", "no ADA", "absent", "truancy", "yes", "13.20"),
  TARDY_EXCUSED: facts("Late, excused", "ADA", "not absent", "no truancy", "no", "13.16"),
  TARDY_UNEXCUSED: facts("Late, 30 minutes or less", "ADA", "not absent", "no truancy", "no", "13.16"),
  TARDY_TRUANT: facts("Late or gone for over 30 minutes", "ADA", "not absent", "truancy", "no", "13.16"),
  SUSP_OUT: facts("Suspended out of school", "no ADA", "absent", "no truancy", "no", "13.17"),
  SUSP_IN: facts("Suspended in school", "ADA", "not absent", "no truancy", "no", "13.18"),
  IS_ADA: facts("Independent study, complete", "ADA", "not absent", "no truancy", "no", "13.22"),
  IS_NON_ADA: facts("Independent study, incomplete", "no ADA", "absent", "no truancy", "hold", "13.21"),
  IMMUN_EXCLUSION: facts(
    "Kept out for missing immunizations",
    "no ADA",
    "absent",
    "no truancy",
    "no",
    "district",
  ),
  HOME_HOSPITAL: facts("Home or hospital instruction", "no ADA", "not absent", "no truancy", "no", null),
  NOT_ENROLLED: facts("Not enrolled", "no ADA", "not absent", "no truancy", "no", null),
};

export function isCategory(text: string): text is Category {
  return Object.hasOwn(categories, text);
}

/** What an Aeries absence code says of itself (ABS): its type 1 to 9 and its flags. The letter is no part of it. */
export type AbsenceCodeFlags = {
  typeCode: number;
  countsForAda: boolean;
  isSuspension: boolean;
  isPartialDayTruant: boolean;
  isTemporarilyNotEnrolled: boolean;
  /** "C" complete, "I" incomplete, blank for none. */
  independentStudyCode: string;
};

export type Categorized = { category: Category | null; reason: string };

const decided = (category: Category, reason: string): Categorized => ({ category, reason });
const undecided = (reason: string): Categorized => ({ category: null, reason });

/**
 * The category that a code's flags decide, with the reason; null when they contradict each other or say nothing, and
 * then the office chooses. Flags cannot show an exclusion for missing immunizations, nor home or hospital
 * instruction: a code used for those reads as an ordinary absence until the office says otherwise.
 */
export function categoryFromFlags(flags: AbsenceCodeFlags): Categorized {
  const study = flags.independentStudyCode.trim().toUpperCase();
  const kinds = [flags.isSuspension, flags.isTemporarilyNotEnrolled, study !== ""].filter(Boolean);
  if (kinds.length > 1)
    return undecided(
      "The code is marked as more than one of suspension, not enrolled and independent study.",
    );
  if (flags.isTemporarilyNotEnrolled)
    return decided("NOT_ENROLLED", "The code is marked as temporarily not enrolled.");
  if (flags.isSuspension)
    return flags.countsForAda
      ? decided("SUSP_IN", "The code is a suspension that counts for ADA, so it is served in school.")
      : decided(
          "SUSP_OUT",
          "The code is a suspension that does not count for ADA, so it is served out of school.",
        );
  if (study !== "") return fromIndependentStudy(study, flags.countsForAda);
  if (flags.isPartialDayTruant)
    return decided("TARDY_TRUANT", "The code is marked as truant for more than 30 minutes of the day.");
  return fromType(flags);
}

function fromIndependentStudy(study: string, countsForAda: boolean): Categorized {
  if (study === "C" && countsForAda)
    return decided("IS_ADA", "The code is completed independent study and counts for ADA.");
  if (study === "I" && !countsForAda)
    return decided("IS_NON_ADA", "The code is incomplete independent study and does not count for ADA.");
  if (study === "C" || study === "I")
    return undecided("The code's independent study mark and its ADA mark contradict each other.");
  return undecided(`The code's independent study mark "${study}" is not one we know.`);
}

function fromType({ typeCode, countsForAda }: AbsenceCodeFlags): Categorized {
  if (typeCode >= 1 && typeCode <= 3 && countsForAda)
    return undecided("The code is an absence, yet it is marked as counting for ADA.");
  switch (typeCode) {
    case 1:
      return decided("UNVERIFIED", "The code's type is unverified absence.");
    case 2:
      return decided("EXCUSED", "The code's type is excused absence.");
    case 3:
      return decided("UNEXCUSED", "The code's type is unexcused absence.");
    case 4:
      return decided("PRESENT", "The code's type is verified not absent.");
    case 5:
      return decided("TARDY_UNEXCUSED", "The code's type is tardy, and nobody has excused it.");
    case 6:
      return decided("PRESENT", "The code's type is present.");
    case 8:
      return decided("TARDY_EXCUSED", "The code's type is verified excused tardy.");
    case 9:
      return decided("TARDY_UNEXCUSED", "The code's type is verified unexcused tardy.");
    default:
      return undecided(`The code's type ${typeCode} says nothing about attendance.`);
  }
}
