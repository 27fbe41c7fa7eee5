import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer, apiProblem, onlyMethod } from "#app/access/api-problem.ts";
import { queryOf } from "#app/access/api-request.ts";
import { beyondToken, requireToken } from "#app/access/token.server.ts";
import { answerAttendance, attendanceQuery, spanOf } from "#app/attendance/api-attendance.ts";
import { schoolAttendance } from "#app/attendance/school-attendance.server.ts";

/** GET /api/attendance?aggregated=true: counts and rates by school and grade (scope attendance:read). */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = await requireToken(context, request, "attendance:read");
  const asked = queryOf(request, attendanceQuery);
  const span = spanOf(asked, context.clock.today());
  if (!span.ok)
    return apiProblem(400, "Not these days", span.reason, {
      errors: [{ field: "from", detail: span.reason }],
    });
  const schoolId = asked.school_id;
  if (schoolId !== undefined && !token.schools.includes(schoolId))
    return beyondToken(context, token, schoolId);
  const schools = schoolId === undefined ? token.schools : [schoolId];
  const found = await context.door.asSystem(`aggregated attendance, token ${token.id}`, schools, (tx) =>
    schoolAttendance(tx, schools, span),
  );
  return apiAnswer(answerAttendance(span, found));
}

export const action = () => onlyMethod("GET");
