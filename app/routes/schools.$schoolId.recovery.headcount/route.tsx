import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { timeOfDay } from "#app/calendar/time-of-day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { loadHeadcount } from "#app/recovery/headcount.server.ts";
import { changeLabel } from "#app/recovery/headcount.ts";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenDay } from "#app/ui/written-day.ts";

export const meta: MetaFunction = () => [{ title: "Headcount · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    asOf: `${writtenDay(context.clock.today())}, ${timeOfDay(context.clock.now(), context.settings.timeZone)}`,
    ...(await loadHeadcount(context, actor, new URL(request.url).searchParams)),
  };
}

export default function Headcount() {
  const { frame, schoolId, asOf, from, through, days } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Headcount"
      lead={`Pupils with a place, for the kitchen, rooms and transport. As of ${asOf}.`}
      above={
        <p>
          <a href={paths.recovery(schoolId)}>All sessions</a>
        </p>
      }
    >
      <form method="get" action={paths.recoveryHeadcount(schoolId)} className="row bar">
        <TextField label="From" type="date" short field={{ id: "from", name: "from", value: from }} />
        <TextField
          label="Through"
          type="date"
          short
          field={{ id: "through", name: "through", value: through }}
        />
        <Button quiet>Show</Button>
        <a href={paths.recoveryHeadcountFile(schoolId, from, through)}>As a file (CSV)</a>
      </form>
      {days.length === 0 ? (
        <Empty title="No sessions on these days">
          Sessions from {writtenDay(from)} through {writtenDay(through)} show here with their pupils.
        </Empty>
      ) : (
        <>
          <Table
            caption="Totals by date"
            columns={[
              { title: "Date", cell: (row) => <Day day={row.date} /> },
              { title: "Pupils", cell: (row) => row.pupils, number: true },
              { title: "With a meal", cell: (row) => row.meals, number: true },
              { title: "Since yesterday", cell: (row) => changeLabel(row.change) || "same", number: true },
            ]}
            rows={days}
            rowKey={(row) => row.date}
          />
          <Table
            caption="Session by session"
            columns={[
              {
                title: "Session",
                cell: (row) => (
                  <a href={paths.recoverySession(schoolId, row.sessionId)}>
                    <Day day={row.date} short />, {row.subject}
                  </a>
                ),
              },
              { title: "Time", cell: (row) => row.times, whole: true },
              { title: "Room", cell: (row) => row.room },
              { title: "Pupils", cell: (row) => row.pupils, number: true },
              { title: "By grade", cell: (row) => row.grades || "nobody yet", words: true },
              { title: "Meals", cell: (row) => row.meals || "none" },
              { title: "Since yesterday", cell: (row) => changeLabel(row.change) || "same", number: true },
            ]}
            rows={days.flatMap(({ rows }) => rows)}
            rowKey={(row) => row.sessionId}
          />
        </>
      )}
    </Page>
  );
}
