import type { RecoverySettings, SettingName } from "./settings.ts";

/** What a setting is called, what each choice means, the rules it decides, and why it is open. */
export type SettingWords<K extends SettingName = SettingName> = {
  label: string;
  says: Record<RecoverySettings[K], string>;
  rules: string[];
  open: string;
};

/** Every setting in the words of forms, answers and reports. */
export const settingWords: { [K in SettingName]: SettingWords<K> } = {
  agency: {
    label: "The agency is",
    says: {
      district: "A school district",
      county_office: "A county office of education",
      classroom_charter: "A classroom-based charter",
      nonclassroom_charter: "A nonclassroom-based charter, which may not offer recovery",
      partnership_charter: "A charter in an exclusive partnership, which may not offer recovery",
    },
    rules: ["AR-LEA-1", "AR-LEA-2"],
    open: "Which kind of agency it is decides whether it may offer recovery at all.",
  },
  rounding: {
    label: "Below a minimum day",
    says: {
      HOUR_PER_SESSION: "Whole hours of each session count",
      HOUR_PER_DATE: "Whole hours of each date count",
      HOUR_TOTAL: "Whole hours of the running total count",
      MINUTES: "Every minute counts",
    },
    rules: ["AR-MIN-2"],
    open: "The law counts time in increments of one hour and does not say of what.",
  },
  dailyExcess: {
    label: "Beyond one minimum day on a date",
    says: { DISCARD: "The rest is lost", CARRY: "The rest is kept for later dates" },
    rules: ["AR-MIN-3", "AR-CAP-4"],
    open: "One day for each calendar day may limit what is earned, or only what is claimed.",
  },
  remainder230: {
    label: "Left of an hour after a day of 230 minutes",
    says: { CARRY: "It is kept", DROP: "It is dropped" },
    rules: ["AR-MIN-4"],
    open: "A day of grades 1 to 3 is no whole number of hours.",
  },
  mixedRatio: {
    label: "TK or K in a room with other grades",
    says: {
      strict: "10 pupils to a teacher for the whole room",
      weighted: "Each pupil takes the share of a teacher that its own grade has",
    },
    rules: ["AR-SES-5"],
    open: "No text says which ratio a mixed room has.",
  },
  weekCapBasis: {
    label: "At most five days of a school week are used",
    says: {
      BOTH: "Five absences of a week, and five days earned in a week",
      ABSENCE_WEEK: "Five absences of a week, however many days were earned in one",
      EARNED_WEEK: "Five days earned in a week, however many absences of one",
    },
    rules: ["AR-CAP-5"],
    open: "The law does not say whether the week is that of the absence or of earning. A sixth day is not used.",
  },
  incompleteIndependentStudy: {
    label: "A day of incomplete independent study",
    says: { HOLD: "Waits until the state has answered", YES: "Can be recovered", NO: "Cannot be recovered" },
    rules: ["AR-ABS-5"],
    open: "Whether such a day is an absence that can be recovered is a question for the state.",
  },
};

/** What a value means, in the words of the choice. */
export const valueInWords = (name: SettingName, value: string): string =>
  (settingWords[name].says as Record<string, string>)[value] ?? value;
