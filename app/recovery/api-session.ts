import { z } from "zod";
import { formatTime, parseTime } from "#app/calendar/bell.ts";
import { parseDay } from "#app/calendar/day.ts";
import { whole } from "./api-rules-fields.ts";
import type { RecoveryDefaults, SessionPlan } from "./session.ts";

const time = z
  .string("Write a time as HH:MM, such as 15:30.")
  .refine((text) => parseTime(text).ok, "Write a time as HH:MM, such as 15:30.")
  .transform((text) => Number(text.split(":")[0]) * 60 + Number(text.split(":")[1]));
const words = (most: number) => {
  const sentence = `Words of at most ${most} letters.`;
  return z.string(sentence).trim().min(1, sentence).max(most, sentence);
};
const grade = whole(-1, 12).describe("TK is -1, K is 0");

/** The body of POST /api/recovery-sessions: `school_id`, `date` and `capacity` are enough where the school has defaults. */
export const apiSessionBody = z.object({
  school_id: whole(1, 999_999_999),
  date: z
    .string("Send the date as YYYY-MM-DD.")
    .refine((text) => parseDay(text).ok, "Write the date as YYYY-MM-DD.")
    .transform((text) => Temporal.PlainDate.from(text.trim())),
  capacity: whole(1, 999).optional(),
  starts_at: time.optional(),
  ends_at: time.optional(),
  room: words(40).optional(),
  teacher_id: whole(1, 999_999_999).optional(),
  subject: words(80).optional(),
  low_grade: grade.optional(),
  high_grade: grade.optional(),
});
export type ApiSessionBody = z.output<typeof apiSessionBody>;

const names = {
  capacity: "capacity",
  startsAt: "starts_at",
  endsAt: "ends_at",
  room: "room",
  teacherId: "teacher_id",
  subject: "subject",
  lowGrade: "low_grade",
  highGrade: "high_grade",
} as const satisfies Record<keyof Required<RecoveryDefaults>, keyof ApiSessionBody>;

/** The name that the API has for a field of the plan, or of a refusal. */
export const apiName = (field: string): string =>
  field === "teacher" ? names.teacherId : ((names as Record<string, string>)[field] ?? field);

/** The plan that a body and the school's defaults make, or the API's names of what neither of them says. */
export function planFrom(
  body: ApiSessionBody,
  defaults: RecoveryDefaults,
): { ok: true; plan: SessionPlan } | { ok: false; missing: string[] } {
  const plan: Record<string, unknown> = { date: body.date };
  const missing: string[] = [];
  for (const field of Object.keys(names) as (keyof typeof names)[]) {
    const value = body[names[field]] ?? defaults[field];
    if (value === undefined) missing.push(names[field]);
    else plan[field] = value;
  }
  return missing.length > 0 ? { ok: false, missing } : { ok: true, plan: plan as SessionPlan };
}

/** A session as the API answers it. */
export function apiSession(schoolId: number, id: number, plan: SessionPlan) {
  return {
    id,
    school_id: schoolId,
    date: plan.date.toString(),
    capacity: plan.capacity,
    starts_at: formatTime(plan.startsAt),
    ends_at: formatTime(plan.endsAt),
    room: plan.room,
    teacher_id: plan.teacherId,
    subject: plan.subject,
    low_grade: plan.lowGrade,
    high_grade: plan.highGrade,
  };
}
