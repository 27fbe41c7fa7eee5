import { z } from "zod";
import { field, readText, text, textOrNull, Unreadable } from "./field.ts";
import { rowSchema } from "./rows.ts";

const written = /^(\d{4})\s*-\s*(\d{4})$/;

/** "2025-2026" as 2025. */
function readYear(raw: unknown): number | Unreadable {
  const value = readText(raw);
  const parts = value instanceof Unreadable ? null : written.exec(value);
  const start = Number(parts?.[1]);
  if (parts === null || Number(parts[2]) !== start + 1) return new Unreadable("is not a school year");
  return start;
}

/** What the server says about itself. `databaseYear` is the school year it really answered from. */
export type SystemInfo = {
  version: string;
  databaseYear: number;
  availableYears: number[];
  timeZoneName: string | null;
  /** The server's own clock, as text with its offset. */
  currentDateTime: string | null;
};

export const systemInfoRow = rowSchema({
  keys: ["DatabaseYear"],
  fields: {
    AeriesVersion: text,
    DatabaseYear: field(readYear),
    AvailableDatabaseYears: z.array(field(readYear), { error: "is not a list" }).nullish(),
    LocalTimeZoneName: textOrNull,
    CurrentDateTime: textOrNull,
  },
  build: (row): SystemInfo => ({
    version: row.AeriesVersion,
    databaseYear: row.DatabaseYear,
    availableYears: row.AvailableDatabaseYears ?? [],
    timeZoneName: row.LocalTimeZoneName,
    currentDateTime: row.CurrentDateTime,
  }),
});
