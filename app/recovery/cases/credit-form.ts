import type { z } from "zod";
import { creditBody, creditSettings } from "../api-credit.ts";
import { type CaseForm, rowField, type Sent } from "./read-case.ts";

/** Sessions that the form has room for. */
export const mostSessions = 20;

export const creditSettingNames = creditSettings.keyof().options;

export type CreditCase = z.output<typeof creditBody>;

const filled = (sent: Sent) => sent.rows(mostSessions, ["date", "minutes"]);

/** One pupil and their sessions: what scripts send to POST /api/rules/recovery-credit. */
export const creditForm: CaseForm<typeof creditBody> = {
  schema: creditBody,
  bodyOf: (sent) => ({
    grade: sent.text("grade"),
    program: sent.text("program"),
    minimum_day_minutes: sent.number("minimum_day_minutes"),
    sessions: filled(sent).map((index) => ({
      date: sent.text(rowField("date", index)),
      minutes: sent.number(rowField("minutes", index)),
    })),
    settings: sent.settings(creditSettingNames),
  }),
  fieldAt: ([first, row, column, ...rest], sent) => {
    if (first === "sessions") {
      const index = filled(sent)[Number(row)] ?? 0;
      return column === "minutes"
        ? {
            name: rowField("minutes", index),
            says: `Session ${index + 1}: enter whole minutes from 1 to 1440.`,
          }
        : { name: rowField("date", index), says: `Session ${index + 1}: enter the day of the session.` };
    }
    return { name: String(rest.at(-1) ?? column ?? row ?? first), says: words[String(first)] };
  },
  beyond: (sent) =>
    filled(sent).length === 0 ? { [rowField("date", 0)]: "Enter at least one session." } : {},
};

const words: Record<string, string> = {
  grade: "Choose a grade.",
  minimum_day_minutes: "Enter whole minutes from 1 to 1440, or leave this empty.",
};
