import type { z } from "zod";
import { claimBody, claimSettings } from "../api-claim.ts";
import { type CaseForm, rowField, type Sent } from "./read-case.ts";

/** Days earned and absences that the form has room for: more than a year's ten of each, to see what the cap does. */
export const mostEarned = 15;
export const mostAbsences = 25;

export const claimSettingNames = claimSettings.keyof().options;

export type ClaimCase = z.output<typeof claimBody>;

const earnedIn = (sent: Sent) => sent.rows(mostEarned, ["earned"]);
const absencesIn = (sent: Sent) => sent.rows(mostAbsences, ["absent", "category"]);

/** One pupil's days earned and absences: what scripts send to POST /api/rules/recovery-claim. */
export const claimForm: CaseForm<typeof claimBody> = {
  schema: claimBody,
  bodyOf: (sent) => ({
    through: sent.text("through"),
    earned: earnedIn(sent).map((index) => sent.text(rowField("earned", index))),
    absences: absencesIn(sent).map((index) => ({
      date: sent.text(rowField("absent", index)),
      category: sent.text(rowField("category", index)),
    })),
    settings: sent.settings(claimSettingNames),
  }),
  fieldAt: ([first, row, column], sent) => {
    if (first === "through") return { name: "through", says: "Enter the last day that counts." };
    if (first === "earned") {
      const index = earnedIn(sent)[Number(row)] ?? 0;
      return { name: rowField("earned", index), says: `Day earned ${index + 1}: enter a day that exists.` };
    }
    if (first === "absences") {
      const index = absencesIn(sent)[Number(row)] ?? 0;
      return column === "category"
        ? {
            name: rowField("category", index),
            says: `Absence ${index + 1}: choose what kind of day it was.`,
          }
        : { name: rowField("absent", index), says: `Absence ${index + 1}: enter the day that was missed.` };
    }
    return { name: String(row ?? first) };
  },
  beyond: (sent) => {
    const [earned, absences] = [earnedIn(sent), absencesIn(sent)];
    if (earned.length === 0 && absences.length === 0)
      return { [rowField("earned", 0)]: "Enter a day earned or an absence." };
    return twice(
      absences.map((index) => rowField("absent", index)),
      sent,
    );
  },
};

/** A day can be missed once. */
function twice(fields: readonly string[], sent: Sent): Record<string, string> {
  const seen = new Set<string>();
  return Object.fromEntries(
    fields.flatMap((name) => {
      const day = sent.text(name);
      if (day === undefined) return [];
      if (seen.has(day)) return [[name, "This day stands in another line already."]];
      seen.add(day);
      return [];
    }),
  );
}
