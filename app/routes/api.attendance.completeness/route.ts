import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiProblem } from "#app/access/api-problem.ts";
import { requireToken } from "#app/access/token.server.ts";
import { completenessReport } from "#app/attendance/completeness-report.ts";
import { readDayRegisters } from "#app/attendance/day-registers.server.ts";
import { formatDay, parseDay } from "#app/calendar/day.ts";

/** GET /api/attendance/completeness?date=YYYY-MM-DD (scope attendance:read): the registers of a day, by school. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = await requireToken(context, request, "attendance:read");
  const asked = new URL(request.url).searchParams.get("date");
  const date = asked === null ? null : parseDay(asked);
  if (date === null || !date.ok) {
    const detail = date?.reason ?? "Say which day: ?date=2026-09-03.";
    return apiProblem(422, "No day", detail, { errors: [{ field: "date", detail }] });
  }
  const moment = { now: context.clock.now(), timeZone: context.settings.timeZone };
  const days = await context.door.asSystem(`completeness, token ${token.id}`, token.schools, (tx) =>
    readDayRegisters(tx, token.schools, date.value, moment),
  );
  return Response.json(
    {
      date: formatDay(date.value),
      as_of: moment.now.toString(),
      schools: days.map(completenessReport),
    },
    { headers: { "Cache-Control": "no-store" } },
  );
}
