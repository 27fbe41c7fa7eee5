import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { dayField } from "#app/calendar/day-field.ts";
import type { CompletenessReport } from "./completeness-report.ts";

/** The query of GET /api/attendance/completeness. */
export const completenessQuery = z.object({
  date: dayField("Say which day, as YYYY-MM-DD: ?date=2026-09-03."),
});

const register = z.object({
  section: z.int(),
  title: z.string(),
  period: z.string().nullable().describe("Null where attendance is taken once a day"),
  teachers: z.array(z.string()),
  pupils: z.int(),
  due_at: z.iso.datetime(),
  submitted_at: z.iso.datetime().nullable(),
});

const school: z.ZodType<CompletenessReport> = z.object({
  school_id: z.int(),
  school: z.string(),
  school_day: z.boolean(),
  taken_in: z.enum(["here", "aeries"]),
  known: z.boolean().describe("False where registers are taken in Aeries: then nothing is called missing"),
  cannot_be_taken_here: z
    .string()
    .nullable()
    .describe(
      "Why registers of this school can be taken in Aeries alone: hours attended are counted, or flex periods",
    ),
  expected: z.int(),
  submitted: z.int(),
  open: z.int().nullable().describe("Not due yet"),
  missing: z.array(register).nullable().describe("Past due"),
  late: z.array(register),
});

/** The answer of GET /api/attendance/completeness. Names staff and classes, never a pupil. */
export const completenessAnswer = z.object({
  date: z.iso.date(),
  as_of: z.iso.datetime(),
  schools: z.array(school),
});

export const completenessOperation: ApiOperation = {
  method: "get",
  path: "/api/attendance/completeness",
  summary: "Registers of a day by school: expected, submitted, missing and late",
  scope: "attendance:read",
  query: completenessQuery,
  answers: {
    200: {
      schema: completenessAnswer,
      example: {
        date: "2026-10-14",
        as_of: "2026-10-14T23:00:00Z",
        schools: [
          {
            school_id: 12,
            school: "Oak Elementary",
            school_day: true,
            taken_in: "here",
            known: true,
            cannot_be_taken_here: null,
            expected: 24,
            submitted: 23,
            open: 0,
            missing: [
              {
                section: 1118,
                title: "Room 7",
                period: null,
                teachers: ["Ann Abe"],
                pupils: 28,
                due_at: "2026-10-14T15:30:00Z",
                submitted_at: null,
              },
            ],
            late: [],
          },
        ],
      },
    },
  },
  problems: [400, 405],
};
