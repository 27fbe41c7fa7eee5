import type { z } from "zod";
import { creditBody } from "./api-credit.ts";
import type { FormReply } from "./form-reply.ts";

/** Sessions that the form has room for. */
export const mostSessions = 10;

/** The settings that decide a case. */
export const caseSettings = ["rounding", "dailyExcess", "remainder230"] as const;

/** The fields of session `index`, as the form names them. */
export const sessionField = (index: number, what: "date" | "minutes") => `${what}${index + 1}`;

export type Case = z.output<typeof creditBody>;
export type ReadCase =
  | { read: "nothing" }
  | { read: "case"; asked: Case }
  | { read: "wrong"; reply: FormReply };

const words: Record<string, string> = {
  grade: "Choose a grade.",
  minimum_day_minutes: "Enter whole minutes from 1 to 1440, or leave this empty.",
};

/**
 * A case as the form has it in the address: what scripts send to POST /api/rules/recovery-credit, checked by the same
 * schema. Sessions with neither date nor minutes are left out.
 */
export function readCase(query: URLSearchParams): ReadCase {
  const sent = (name: string) => query.get(name)?.trim() || undefined;
  const number = (name: string) => {
    const text = sent(name);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : text;
  };
  if ([...query.keys()].length === 0) return { read: "nothing" };
  const rows = Array.from({ length: mostSessions }, (_, index) => index).filter((index) =>
    (["date", "minutes"] as const).some((what) => sent(sessionField(index, what)) !== undefined),
  );
  const body = {
    grade: sent("grade"),
    program: sent("program"),
    minimum_day_minutes: number("minimum_day_minutes"),
    sessions: rows.map((index) => ({
      date: sent(sessionField(index, "date")),
      minutes: number(sessionField(index, "minutes")),
    })),
    // A setting that is there but undefined would take the place of the default.
    settings: Object.fromEntries(
      caseSettings.flatMap((name) => {
        const value = sent(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
  const checked = creditBody.safeParse(body);
  const errors = checked.success ? {} : errorsOf(checked.error, rows);
  if (rows.length === 0) errors[sessionField(0, "date")] = "Enter at least one session.";
  if (checked.success && rows.length > 0) return { read: "case", asked: checked.data };
  const values = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
  return { read: "wrong", reply: { errors, values } };
}

/** The first sentence of each field of the form. */
function errorsOf(error: z.ZodError, rows: readonly number[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message, code } of error.issues) {
    const [first, row, what] = path;
    const index = rows[Number(row)] ?? 0;
    const name =
      first === "sessions"
        ? sessionField(index, what === "minutes" ? "minutes" : "date")
        : String(path.at(-1) ?? "grade");
    const ofSession = code === "custom" ? `Session ${index + 1}: ${message}` : sessionWords(index + 1, what);
    const sentence = first === "sessions" ? ofSession : words[name];
    errors[name] ??= sentence ?? message;
  }
  return errors;
}

const sessionWords = (number: number, what: PropertyKey | undefined) =>
  what === "minutes"
    ? `Session ${number}: enter whole minutes from 1 to 1440.`
    : `Session ${number}: enter a day that exists as year-month-day, such as 2026-10-03.`;
