import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { schoolName } from "#app/access/actor.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { readDayRegisters } from "#app/attendance/day-registers.server.ts";
import { progressOf, registerLines } from "#app/attendance/register-list.ts";
import { ClassCards, RegisterTable } from "#app/attendance/register-table.tsx";
import { displayDay, weekdayOf } from "#app/calendar/day.ts";
import { isInstructional } from "#app/calendar/school-day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { Empty } from "#app/ui/empty.tsx";
import { LiveLink, liveOf, refreshing } from "#app/ui/live.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";
import { writtenDay } from "#app/ui/written-day.ts";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `Today · ${shown?.school ?? "AP Tool"}` },
];

/** The page follows the day by itself; a reader who does not want that turns it off with a link. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
const refreshSeconds = 60;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const { timeZone } = context.settings;
  const today = context.clock.today();
  const shown = await context.door.asActor(actor, async (tx) => {
    const read = async (date: Temporal.PlainDate) =>
      (await readDayRegisters(tx, [actor.schoolId], date, { now: context.clock.now(), timeZone }))[0] ?? null;
    const now = await read(today);
    return now !== null && !isInstructional(now.day) && now.previous !== null ? read(now.previous) : now;
  });
  const isToday = shown?.date.equals(today) ?? true;
  const live =
    isToday && isInstructional(shown?.day) ? liveOf(request.url, paths.school(actor.schoolId)) : null;
  const view = {
    frame: frameOf(actor, "today"),
    school: schoolName(actor),
    isTeacher: actor.ownSectionsOnly,
    live,
    day: isInstructional(shown?.day) && shown ? writtenDay(shown.date) : null,
    instead:
      isToday || !shown
        ? null
        : `${weekdayOf(today)}: showing ${weekdayOf(shown.date)}, ${displayDay(shown.date)}, the last school day.`,
    next: shown?.next ? writtenDay(shown.next) : null,
    notTakenHere: shown?.school.notTakenHere ?? null,
    elsewhere: shown?.school.home === "aeries",
    progress: shown && progressOf(shown),
    lines: shown ? registerLines(shown, timeZone) : [],
    registersHref: paths.registers(actor.schoolId, shown?.date),
  };
  return data(view, { headers: refreshing(live, refreshSeconds) });
}

export default function Today() {
  const view = useLoaderData<typeof loader>();
  if (view.day === null) {
    return (
      <Page frame={view.frame} title="Today">
        <Empty title="No school day yet">
          {view.next
            ? `The first school day in the calendar is ${view.next}. Its registers will be here.`
            : "The calendar of this school has no school days. It comes from Aeries with the next sync."}
        </Empty>
      </Page>
    );
  }
  if (view.notTakenHere !== null) {
    return (
      <Page frame={view.frame} title="Today" lead={view.day}>
        <Notice kind="warn">
          <p>{view.notTakenHere}</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page
      frame={view.frame}
      title={view.isTeacher ? "Your classes" : "Today"}
      lead={view.day}
      above={view.instead && <Notice>{view.instead}</Notice>}
    >
      {view.elsewhere && (
        <Notice>
          <p>Registers of this school are taken in Aeries. What is marked here stands beside it.</p>
        </Notice>
      )}
      {!view.isTeacher && <p>{view.progress}</p>}
      {view.lines.length === 0 ? (
        <Empty title={view.isTeacher ? "None of your classes meets" : "No class meets"}>
          {view.isTeacher
            ? "No class of yours with pupils in it meets on this day. If one is missing, ask the office to check it in Aeries."
            : "No class with pupils in it meets on this day. Classes come from Aeries."}
        </Empty>
      ) : view.isTeacher ? (
        <ClassCards lines={view.lines} />
      ) : (
        <RegisterTable caption="Registers, missing first" lines={view.lines} />
      )}
      <p className="row">
        <a href={view.registersHref}>Other days</a>
        {view.live && <LiveLink live={view.live} often="each minute" />}
      </p>
    </Page>
  );
}
