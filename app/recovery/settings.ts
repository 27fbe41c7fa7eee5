/**
 * What the law leaves open, for the district to decide. The defaults claim least. Each setting is printed on the
 * reports that it affects.
 */
export type RecoverySettings = {
  /** What the agency is by law; charters without classrooms or in a partnership may not offer recovery (AR-LEA-1, -2). */
  agency: "district" | "county_office" | "classroom_charter" | "nonclassroom_charter" | "partnership_charter";
  /** What is cut to whole hours below a minimum day: each session, each date, the running total, or nothing. */
  rounding: "HOUR_PER_SESSION" | "HOUR_PER_DATE" | "HOUR_TOTAL" | "MINUTES";
  /** Time beyond one minimum day on one date: lost, or kept for later dates. */
  dailyExcess: "DISCARD" | "CARRY";
  /** Where the minimum day is no whole number of hours: keep what is left of the last hour after a day, or drop it. */
  remainder230: "CARRY" | "DROP";
  /** TK or K with other grades in a room: 10 to 1 for all of them, or each pupil by its own grade's share. */
  mixedRatio: "strict" | "weighted";
  /** The most that are used of a school week: five days earned in it, five absences of it, or both. */
  weekCapBasis: "EARNED_WEEK" | "ABSENCE_WEEK" | "BOTH";
  /** Days of incomplete independent study: wait for an answer from the state, recoverable, or not. */
  incompleteIndependentStudy: "HOLD" | "YES" | "NO";
};

export type SettingName = keyof RecoverySettings;

/** Every value that a setting can have, the default first. */
export const settingChoices = {
  agency: ["district", "county_office", "classroom_charter", "nonclassroom_charter", "partnership_charter"],
  rounding: ["HOUR_PER_SESSION", "HOUR_PER_DATE", "HOUR_TOTAL", "MINUTES"],
  dailyExcess: ["DISCARD", "CARRY"],
  remainder230: ["CARRY", "DROP"],
  mixedRatio: ["strict", "weighted"],
  weekCapBasis: ["BOTH", "ABSENCE_WEEK", "EARNED_WEEK"],
  incompleteIndependentStudy: ["HOLD", "YES", "NO"],
} as const satisfies { [K in SettingName]: readonly [RecoverySettings[K], ...RecoverySettings[K][]] };

export const settingNames = Object.keys(settingChoices) as SettingName[];

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingChoices, name);

export const defaultRecoverySettings: RecoverySettings = {
  agency: "district",
  rounding: "HOUR_PER_SESSION",
  dailyExcess: "DISCARD",
  remainder230: "CARRY",
  mixedRatio: "strict",
  weekCapBasis: "BOTH",
  incompleteIndependentStudy: "HOLD",
};
