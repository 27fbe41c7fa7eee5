import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { mondayOf, parseDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { recoveryGroups } from "#app/recovery/recovery-groups.ts";
import { gradesLabel, roomLabel } from "#app/recovery/session.ts";
import { stateOf, stateWords } from "#app/recovery/session-state.ts";
import { troublesOf } from "#app/recovery/session-trouble.server.ts";
import { sessionsBetween } from "#app/recovery/sessions.server.ts";
import { teaches } from "#app/recovery/teachers-of.ts";
import { termsWithoutSession } from "#app/recovery/term-gap.server.ts";
import { termGapSentence } from "#app/recovery/term-gap.ts";
import { TermGaps } from "#app/recovery/term-gap.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { Week } from "#app/ui/week.tsx";

export const meta: MetaFunction = () => [{ title: "Recovery · AP Tool" }];

/** One week of `?week=`, or of today, and what comes in the four weeks after it. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const asked = parseDay(new URL(request.url).searchParams.get("week") ?? "");
  const today = context.clock.today();
  const monday = mondayOf(asked.ok ? asked.value : today);
  const mayPlan = allows(actor.roles, "recovery:plan");
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const { all, troubles, gaps } = await context.door.asActor(actor, async (tx) => {
    const [all, gaps] = await Promise.all([
      sessionsBetween(tx, actor.schoolId, monday, monday.add({ days: 34 })),
      mayPlan ? termsWithoutSession(tx, actor.schoolId, today) : [],
    ]);
    return { all, gaps, troubles: await troublesOf(tx, actor.schoolId, all, now) };
  });
  const sessions = all
    .filter((session) => !actor.ownSectionsOnly || teaches(session, actor.staffId))
    .map((session) => ({
      id: session.id,
      date: session.date.toString(),
      times: `${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
      subject: session.subject,
      grades: gradesLabel(session),
      room: session.room,
      teacher: session.teachers.map(({ name }) => name).join(", "),
      places: `${session.booked} of ${session.capacity}${session.waiting > 0 ? `, ${session.waiting} waiting` : ""}`,
      state: stateOf(session, now),
      troubles: troubles.get(session.id) ?? [],
    }));
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    mayPlan,
    gaps: gaps.map((term) => termGapSentence(term, today)),
    groups: recoveryGroups(actor.roles, actor.schoolId),
    today: today.toString(),
    days: [0, 1, 2, 3, 4, 5, 6].map((days) => monday.add({ days }).toString()),
    previous: monday.subtract({ days: 7 }).toString(),
    next: monday.add({ days: 7 }).toString(),
    sessions,
  };
}

export default function Recovery() {
  const { frame, schoolId, mayPlan, groups, today, days, previous, next, sessions, gaps } =
    useLoaderData<typeof loader>();
  const ofWeek = sessions.filter(({ date }) => days.includes(date));
  const rooms = [...new Set(ofWeek.map(({ room }) => room))].toSorted();
  return (
    <Page
      frame={frame}
      title="Attendance recovery"
      lead="Sessions that make up for days missed, outside the school day."
    >
      <TermGaps sentences={gaps} />
      <nav className="groups" aria-label="Recovery">
        {groups.map(({ title, links }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(({ label, href }) => (
                <li key={href}>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className="row">
        <a href={paths.recovery(schoolId, previous)}>Week before</a>
        <a href={paths.recovery(schoolId)}>This week</a>
        <a href={paths.recovery(schoolId, next)}>Week after</a>
        {mayPlan && <LinkButton href={paths.recoveryNew(schoolId)}>Plan a session</LinkButton>}
      </div>
      {ofWeek.length > 0 && (
        <Week
          caption="Sessions of the week"
          first="Room"
          days={days}
          today={today}
          rows={rooms.map((room) => ({
            key: room,
            label: roomLabel(room),
            cells: days.map((day) => {
              const there = ofWeek.filter((session) => session.room === room && session.date === day);
              return there.length === 0
                ? null
                : there.map(({ id, times, subject, state }) => (
                    <p key={id}>
                      <a href={paths.recoverySession(schoolId, id)}>{`${times}, ${subject}`}</a>
                      {state === "cancelled" && " (cancelled)"}
                    </p>
                  ));
            }),
          }))}
        />
      )}
      {sessions.length === 0 ? (
        <Empty
          title="No sessions in these weeks"
          action={mayPlan ? { label: "Plan a session", href: paths.recoveryNew(schoolId) } : undefined}
        >
          Sessions of the week you chose and of the four weeks after it show here.
        </Empty>
      ) : (
        <Table
          caption="These five weeks"
          columns={[
            {
              title: "Session",
              cell: (row) => (
                <a href={paths.recoverySession(schoolId, row.id)}>{`${row.subject}, ${row.grades}`}</a>
              ),
            },
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "Time", cell: (row) => row.times, whole: true },
            { title: "Room", cell: (row) => row.room },
            { title: "Teacher", cell: (row) => row.teacher },
            { title: "Places", cell: (row) => row.places },
            {
              title: "State",
              words: sessions.some(({ troubles }) => troubles.length > 0),
              cell: (row) =>
                [`${stateWords[row.state]}${row.troubles.length > 0 ? "." : ""}`, ...row.troubles].join(" "),
            },
          ]}
          rows={sessions}
          rowKey={(row) => row.id}
        />
      )}
    </Page>
  );
}
