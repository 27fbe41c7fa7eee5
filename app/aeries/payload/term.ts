import { type PlausibleDays, schoolDay } from "./day.ts";
import { requiredText, text, Unreadable } from "./field.ts";
import { type RowSchema, rowSchema } from "./rows.ts";

/** Days are YYYY-MM-DD, both inclusive. Aeries leaves the school out of these rows: the request names it. */
export type Term = { termCode: string; description: string; startDate: string; endDate: string };

export const termRow = (plausible: PlausibleDays): RowSchema<Term> =>
  rowSchema({
    keys: ["TermCode"],
    fields: {
      TermCode: requiredText,
      TermDescription: text,
      StartDate: schoolDay(plausible),
      EndDate: schoolDay(plausible),
    },
    build: (row) =>
      row.EndDate < row.StartDate
        ? new Unreadable("ends before it starts")
        : {
            termCode: row.TermCode,
            description: row.TermDescription,
            startDate: row.StartDate,
            endDate: row.EndDate,
          },
  });
