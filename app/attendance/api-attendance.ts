import { z } from "zod";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { formatDay, isAfter } from "#app/calendar/day.ts";
import { dayField } from "#app/calendar/day-field.ts";
import { fiscalYearBounds, schoolYearOf } from "#app/calendar/school-year.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import type { SchoolAttendance } from "./school-attendance.server.ts";
import type { ShownDays } from "./school-attendance.ts";

const day = dayField("Write a day that exists as YYYY-MM-DD.");

/** The query of GET /api/attendance. */
export const attendanceQuery = z.object({
  aggregated: z
    .literal("true", "Only counts and rates are given here: ask with aggregated=true.")
    .describe("Counts and rates; there is no list of pupils"),
  from: day.optional().describe("First day; without it, July 1 of the school year of the last day"),
  to: day.optional().describe("Last day; without it, or when it is to come, today"),
  school_id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "A school is a number.")
    .transform(Number)
    .optional()
    .describe("One school of the token; without it, all of them"),
});

/** The days asked for, up to today, or a sentence for `from`. At most a school year, so that the answer stays quick. */
export function spanOf(
  { from, to }: Pick<z.output<typeof attendanceQuery>, "from" | "to">,
  today: Temporal.PlainDate,
): { ok: true; from: Temporal.PlainDate; through: Temporal.PlainDate } | { ok: false; reason: string } {
  const through = to === undefined || isAfter(to, today) ? today : to;
  const first = from ?? fiscalYearBounds(schoolYearOf(through)).from;
  if (isAfter(first, through))
    return { ok: false, reason: `Ask for days up to ${formatDay(through)}: from comes after it.` };
  return first.until(through).days < 366
    ? { ok: true, from: first, through }
    : { ok: false, reason: "Ask for 366 days at most." };
}

const count = z.int().min(11).or(z.literal(0)).nullable();
const figures = {
  pupils: count,
  expected_days: count,
  absent_days: count,
  attendance_rate: z.number().min(0).max(1).nullable(),
};
export const attendanceAnswer = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  schools: z.array(
    z.object({
      school_id: z.int(),
      school: z.string(),
      school_days: z.int().describe("Days taught"),
      days_counted: z
        .int()
        .describe(
          "Days taught that have a register taken or a mark; none where hours attended are counted (positive attendance)",
        ),
      ...figures,
      grades: z.array(z.object({ grade: z.string().describe("TK, K, 1 to 12"), ...figures })),
    }),
  ),
});

const written = ({ pupils, expectedDays, absentDays, attendanceRate }: ShownDays) => ({
  pupils,
  expected_days: expectedDays,
  absent_days: absentDays,
  attendance_rate: attendanceRate,
});

/** Attendance as the API answers it. */
export function answerAttendance(
  span: { from: Temporal.PlainDate; through: Temporal.PlainDate },
  schools: readonly SchoolAttendance[],
): z.input<typeof attendanceAnswer> {
  return {
    from: formatDay(span.from),
    to: formatDay(span.through),
    schools: schools.map(({ school, schoolDays, daysCounted, shown: { grades, ...all } }) => ({
      school_id: school.id,
      school: school.name,
      school_days: schoolDays,
      days_counted: daysCounted,
      ...written(all),
      grades: grades.map(({ grade, ...days }) => ({
        grade: String(gradeFromAeries(grade) ?? grade),
        ...written(days),
      })),
    })),
  };
}

const days = (pupils: number, expected: number, absent: number, rate: number) => ({
  pupils,
  expected_days: expected,
  absent_days: absent,
  attendance_rate: rate,
});
const heldBack = { pupils: null, expected_days: null, absent_days: null, attendance_rate: null };

export const attendanceOperation: ApiOperation = {
  method: "get",
  path: "/api/attendance",
  summary: "Attendance by school, grade and days, as counts and rates",
  description:
    "Days are those of all pupils together. Null is held back: a count of 1 to 10 pupils, or what would give one back by subtraction. Do not publish differences of answers for overlapping days.",
  scope: "attendance:read",
  query: attendanceQuery,
  answers: {
    200: {
      schema: attendanceAnswer,
      example: {
        from: "2026-10-12",
        to: "2026-10-16",
        schools: [
          {
            school_id: 12,
            school: "Oak Elementary",
            school_days: 5,
            days_counted: 5,
            ...days(100, 500, 40, 0.92),
            grades: [
              { grade: "K", ...heldBack },
              { grade: "1", ...heldBack },
              { grade: "2", ...days(60, 300, 24, 0.92) },
            ],
          },
        ],
      },
    },
  },
  problems: [400, 404, 405],
};
