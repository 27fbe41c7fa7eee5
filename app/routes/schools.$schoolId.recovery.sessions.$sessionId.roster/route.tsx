import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { roomLabel } from "#app/recovery/session.ts";
import { sessionPage } from "#app/recovery/session-route.server.ts";
import { Day } from "#app/ui/day.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Roster · AP Tool" }];

/** Lines for pupils who come without a booking. */
const emptyLines = 3;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  return sessionPage({ context, params }, actor);
}

/** One sheet of paper for twenty pupils: code, name, and boxes for the times in and out. */
export default function Roster() {
  const { frame, view } = useLoaderData<typeof loader>();
  const rows = [
    ...view.roster
      .map(({ code, name, grade }) => ({ code, name, grade }))
      .toSorted((one, other) => one.code.localeCompare(other.code)),
    ...Array.from({ length: emptyLines }, (_, index) => ({
      code: "+".repeat(index + 1),
      name: "",
      grade: "",
    })),
  ];
  return (
    <Page
      frame={frame}
      title="Roster"
      lead={
        <>
          {view.subject}, <Day day={view.date} />, {view.times}, {roomLabel(view.room)}, {view.teacher}
        </>
      }
      above={
        <p className="screen">
          <a href={paths.recoverySession(view.schoolId, view.sessionId)}>Back to the session</a>. Print this
          page, write the times, and enter them by code afterwards.
        </p>
      }
    >
      <div className="sheet">
        <Table
          caption="Write when each pupil comes and goes; a second pair for who leaves and returns"
          columns={[
            { title: "Code", cell: (row) => row.code },
            { title: "Pupil", cell: (row) => row.name },
            { title: "Grade", cell: (row) => row.grade },
            { title: "In", cell: () => "" },
            { title: "Out", cell: () => "" },
            { title: "In again", cell: () => "" },
            { title: "Out again", cell: () => "" },
          ]}
          rows={rows}
          rowKey={(row) => row.code}
        />
      </div>
      <p>Teacher's signature: ______________________________ Date: ______________</p>
    </Page>
  );
}
