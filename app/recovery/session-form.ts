import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import { formatTime, parseTime } from "#app/calendar/bell.ts";
import { type Parsed, parseDay } from "#app/calendar/day.ts";
import { breakFields, readBreaks } from "./breaks-form.ts";
import { purposeFields, purposeOf } from "./purpose-form.ts";
import type { FullSessionPlan, RecoveryDefaults } from "./session.ts";
import type { SessionRefusal } from "./session-refusal.ts";

const read =
  <T>(parse: (text: string) => Parsed<T>) =>
  (text: string, context: z.RefinementCtx): T => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.reason });
    return z.NEVER;
  };
/** A whole number of the form. @param sentence what to do when it is none */
export const whole = (from: number, through: number, sentence: string) =>
  z
    .string(sentence)
    .regex(/^\s*-?\d{1,9}\s*$/, sentence)
    .transform(Number)
    .refine((number) => number >= from && number <= through, sentence);
/** A few words of the form. */
export const words = (sentence: string, most: number) =>
  z.string(sentence).trim().min(1, sentence).max(most, `Keep this within ${most} letters.`);

/** The fields that a session and a series of sessions have in common. */
export const sessionFields = {
  startsAt: z.string("Enter when the session starts.").transform(read(parseTime)),
  endsAt: z.string("Enter when the session ends.").transform(read(parseTime)),
  room: words("Enter the room.", 40),
  teacherId: whole(1, 999_999_999, "Choose the certificated teacher who leads the session."),
  subject: words("Enter the subject.", 80),
  lowGrade: whole(-1, 12, "Choose the lowest grade."),
  highGrade: whole(-1, 12, "Choose the highest grade."),
  capacity: whole(1, 999, "Enter how many pupils the session has places for, at least 1."),
};

const gradesInOrder = {
  message: "The highest grade is below the lowest. Choose it again.",
  path: ["highGrade"],
};

const sessionForm = z
  .object({
    date: z.string("Enter the date.").transform(read(parseDay)),
    ...sessionFields,
    ...breakFields,
    ...purposeFields,
  })
  .refine((plan) => plan.lowGrade <= plan.highGrade, gradesInOrder);

export type ReadSession = { ok: true; plan: FullSessionPlan } | { ok: false; errors: Record<string, string> };

/** The form that plans a session. Times are HH:MM, grades Aeries' integers, the date YYYY-MM-DD. */
export function readSession(form: FormData): ReadSession {
  const submission = parseWithZod(form, { schema: sessionForm });
  if (submission.status !== "success") return { ok: false, errors: firstErrors(submission.error) };
  const { date, startsAt, endsAt, room, teacherId, subject, lowGrade, highGrade, capacity, ...fields } =
    submission.value;
  const errors: Record<string, string> = {};
  const breaks = readBreaks({ ...fields, startsAt, endsAt }, errors);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const plan = { date, startsAt, endsAt, room, teacherId, subject, lowGrade, highGrade, capacity };
  return { ok: true, plan: { ...plan, breaks, purpose: purposeOf(fields) } };
}

/** The form of a school's defaults: every field may be left empty. */
export const defaultsForm = z
  .object(sessionFields)
  .partial()
  .refine(({ lowGrade, highGrade }) => (lowGrade ?? -1) <= (highGrade ?? 12), gradesInOrder);

/** The field of the form that a refusal speaks of. */
export function fieldOfRefusal({ field }: SessionRefusal): string {
  return field === "teacher" ? "teacherId" : field;
}

/** Defaults as the fields of the form write them. */
export function writtenDefaults(defaults: RecoveryDefaults): Record<string, string> {
  const { startsAt, endsAt, ...others } = defaults;
  const written = Object.entries(others).map(([name, value]) => [name, String(value)]);
  const times = Object.entries({ startsAt, endsAt }).flatMap(([name, minute]) =>
    minute === undefined ? [] : [[name, formatTime(minute)]],
  );
  return Object.fromEntries([...written, ...times]);
}

/** The first sentence of each field that could not be accepted, as conform reports them. */
export function firstErrors(
  error: Record<string, string[] | null> | null | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(error ?? {}).flatMap(([name, sentences]) =>
      sentences?.[0] ? [[name, sentences[0]]] : [],
    ),
  );
}
