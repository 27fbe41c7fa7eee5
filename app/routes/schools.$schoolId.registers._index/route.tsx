import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { schoolName } from "#app/access/actor.ts";
import { allows } from "#app/access/permissions.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { readDayRegisters } from "#app/attendance/day-registers.server.ts";
import { type DayRegisters, nearestSchoolDay } from "#app/attendance/day-registers.ts";
import { progressOf, registerLines, whyNoSchool } from "#app/attendance/register-list.ts";
import { parseDay } from "#app/calendar/day.ts";
import { isInstructional } from "#app/calendar/school-day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { RegistersPage } from "./registers-page.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `Registers · ${shown?.view.school ?? "AP Tool"}` },
];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const { timeZone } = context.settings;
  const asked = new URL(request.url).searchParams;
  const typed = asked.get("date");
  const parsed = typed === null || typed === "" ? null : parseDay(typed);
  const date = parsed?.ok ? parsed.value : context.clock.today();
  const [day] = await context.door.asActor(actor, (tx) =>
    readDayRegisters(tx, [actor.schoolId], date, { now: context.clock.now(), timeZone }),
  );
  if (!day) throw beyondScope(context);
  const onlyMissing = asked.get("show") === "missing" && day.school.home === "here";
  const lines = registerLines(day, timeZone).filter(({ state }) => !onlyMissing || state === "missing");
  const mistake = parsed?.ok === false ? { typed: typed ?? "", reason: parsed.reason } : null;
  const mayUnlock = allows(actor.roles, "attendance:unlock") && whyNoSchool(day) === null;
  const view = {
    ...viewOf(day, onlyMissing),
    school: schoolName(actor),
    lines,
    mistake,
    unlockHref: mayUnlock ? paths.registerUnlock(actor.schoolId, date) : null,
  };
  return data({ frame: frameOf(actor, "registers"), view }, { status: mistake ? 400 : 200 });
}

export type RegistersView = ReturnType<typeof viewOf> & {
  school: string;
  lines: ReturnType<typeof registerLines>;
  mistake: { typed: string; reason: string } | null;
  unlockHref: string | null;
};

function viewOf(day: DayRegisters, onlyMissing: boolean) {
  const at = (date: Temporal.PlainDate | null) =>
    date && { date: date.toString(), href: paths.registers(day.school.id, date, onlyMissing) };
  return {
    date: day.date.toString(),
    action: paths.registers(day.school.id),
    noSchool: whyNoSchool(day),
    nearest: at(isInstructional(day.day) ? null : nearestSchoolDay(day)),
    previous: at(day.previous),
    next: at(day.next),
    progress: progressOf(day),
    onlyMissing,
    filter:
      day.school.home === "here"
        ? {
            href: paths.registers(day.school.id, day.date, !onlyMissing),
            label: onlyMissing ? "Show all registers" : "Show only the missing ones",
          }
        : null,
  };
}

export default function Registers() {
  const { frame, view } = useLoaderData<typeof loader>();
  return <RegistersPage frame={frame} view={view} />;
}
