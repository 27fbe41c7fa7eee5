import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { type apiSession, apiSessionBody } from "./api-session.ts";

const time = z.string().regex(/^\d{2}:\d{2}$/);
const grade = z.int().min(-1).max(12).describe("TK is -1, K is 0");

/** A session as POST /api/recovery-sessions answers it. */
export const sessionAnswer: z.ZodType<ReturnType<typeof apiSession>> = z.object({
  id: z.int(),
  school_id: z.int(),
  date: z.iso.date(),
  capacity: z.int(),
  starts_at: time,
  ends_at: time,
  room: z.string(),
  teacher_id: z.int(),
  subject: z.string(),
  low_grade: grade,
  high_grade: grade,
});

export const sessionOperation: ApiOperation = {
  method: "post",
  path: "/api/recovery-sessions",
  summary: "Plan a recovery session",
  description: "school_id, date and capacity are enough where the school has defaults for the rest.",
  scope: "recovery:write",
  body: { schema: apiSessionBody, example: { school_id: 12, date: "2026-10-17", capacity: 20 } },
  onceByKey: true,
  answers: {
    201: {
      schema: sessionAnswer,
      example: {
        id: 341,
        school_id: 12,
        date: "2026-10-17",
        capacity: 20,
        starts_at: "08:30",
        ends_at: "12:30",
        room: "Library",
        teacher_id: 501,
        subject: "Mathematics",
        low_grade: 1,
        high_grade: 6,
      },
    },
  },
  problems: [400, 404, 405, 411, 413, 415, 422],
};
