import { z } from "zod";
import { dayField as dayFieldOf } from "#app/calendar/day-field.ts";
import { type Grade, grades } from "#app/people/grade.ts";
import type { Program } from "./minimum-day.ts";
import { settingWords } from "./setting-words.ts";
import { type SettingName, settingChoices } from "./settings.ts";

/** Entries that one call may list. */
export const mostEntries = 1000;

const gradeNames = grades.map(String) as [string, ...string[]];

/** "TK", "K", 4 or "4". */
export const gradeField = z
  .union([z.enum(gradeNames), z.int().min(1).max(12)], "A grade is TK, K or 1 to 12.")
  .transform((sent): Grade => grades.find((grade) => String(grade) === String(sent))!);

export const dayField = dayFieldOf("Write a day that exists as YYYY-MM-DD.");

export const whole = (from: number, through: number) => {
  const sentence = `A whole number from ${from} to ${through}.`;
  return z.int(sentence).min(from, sentence).max(through, sentence);
};

/** A list of at most `mostEntries`; `what` names one entry and its fields. */
export const listOf = <S extends z.ZodType>(entry: S, what: string) =>
  z.array(entry, `Send a list, each entry with ${what}.`).max(mostEntries, `At most ${mostEntries} entries.`);

const programs = [
  "regular",
  "continuation",
  "opportunity",
  "community_day",
  "county_community",
  "juvenile_court",
] as const satisfies Program[];
export const programField = z.enum(programs, `One of ${programs.join(", ")}.`);

/** One setting by its name: see `RecoverySettings`. */
export const settingField = <K extends SettingName>(name: K) =>
  z
    .enum(settingChoices[name] as (typeof settingChoices)[K], `One of ${settingChoices[name].join(", ")}.`)
    .describe(
      `${settingWords[name].label}. ${settingChoices[name][0]} until the district decides otherwise.`,
    );

/** What holds for a setting that a call leaves out, for the documentation. */
export const leftOut =
  "What the law leaves open. Each one left out, or all, is as the district has it today; the answer says with which it was worked out.";

/** What the settings of an answer are, for the documentation. */
export const workedOutWith =
  "What it was worked out with, whether it was sent or is the district's. Sent again as settings they give the same answer on any day and in any district.";
