import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer, onlyMethod } from "#app/access/api-problem.ts";
import { queryOf } from "#app/access/api-request.ts";
import { requireToken } from "#app/access/token.server.ts";
import { completenessQuery } from "#app/attendance/api-completeness.ts";
import { completenessReport } from "#app/attendance/completeness-report.ts";
import { readDayRegisters } from "#app/attendance/day-registers.server.ts";
import { formatDay } from "#app/calendar/day.ts";

/** GET /api/attendance/completeness?date=YYYY-MM-DD (scope attendance:read): the registers of a day, by school. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const token = await requireToken(context, request, "attendance:read");
  const { date } = queryOf(request, completenessQuery);
  const moment = { now: context.clock.now(), timeZone: context.settings.timeZone };
  const days = await context.door.asSystem(`completeness, token ${token.id}`, token.schools, (tx) =>
    readDayRegisters(tx, token.schools, date, moment),
  );
  return apiAnswer({
    date: formatDay(date),
    as_of: moment.now.toString(),
    schools: days.map(completenessReport),
  });
}

export const action = () => onlyMethod("GET");
