import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { readSettingsByDay } from "#app/recovery/district-settings.server.ts";
import { heldSessionView } from "#app/recovery/hold-view.ts";
import { readSessionHolds } from "#app/recovery/holds.server.ts";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Held sessions · AP Tool" }];

/** The sessions of this school year whose minutes wait for a person (AR-SES-1, -2, -7), undecided ones first. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const schoolYear = schoolYearOf(context.clock.today());
  const { timeZone } = context.settings;
  const found = await context.door.asActor(actor, async (tx) => {
    const settings = await readSettingsByDay(tx);
    return readSessionHolds(tx, { schoolIds: [actor.schoolId], schoolYear, settings, timeZone });
  });
  const sessions = found.map((session) => heldSessionView(session, timeZone));
  const waits = (session: (typeof sessions)[number]) =>
    session.holds.some(({ decision }) => decision === null);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    year: schoolYearLabel(schoolYear),
    sessions: [...sessions.filter(waits), ...sessions.filter((session) => !waits(session))],
  };
}

export default function Holds() {
  const { frame, schoolId, year, sessions } = useLoaderData<typeof loader>();
  const rows = sessions.flatMap(({ holds, ...session }) =>
    holds.map((hold) => ({ ...session, hold, key: `${session.sessionId} ${hold.rule}` })),
  );
  return (
    <Page
      frame={frame}
      title="Held sessions"
      lead="Minutes of these sessions are left out of claims until a person decides."
      above={
        <p>
          <a href={paths.recovery(schoolId)}>Attendance recovery</a>
        </p>
      }
    >
      {rows.length === 0 ? (
        <Empty title={`No session of ${year} is held`}>
          A session shows here when at any minute it had more pupils than its teachers may supervise, or
          nobody there with a valid certification document, or when it lies in the school day since the
          calendar or the bells have changed.
        </Empty>
      ) : (
        <Table
          caption={`Sessions of ${year}, those that wait for a decision first`}
          columns={[
            {
              title: "Session",
              cell: (row) => (
                <a href={paths.recoveryHold(schoolId, row.sessionId)}>
                  <Day day={row.date} />, {row.times}
                </a>
              ),
            },
            { title: "Teachers", cell: (row) => row.teachers },
            { title: "Why", cell: (row) => row.hold.name, words: true },
            { title: "At", cell: (row) => row.hold.peak?.at ?? "–" },
            { title: "Pupils", cell: (row) => row.hold.peak?.pupils ?? "–", number: true },
            { title: "Limit", cell: (row) => row.hold.peak?.limit ?? "–", number: true },
            { title: "Decision", cell: (row) => <Decision decision={row.hold.decision} /> },
          ]}
          rows={rows}
          rowKey={(row) => row.key}
        />
      )}
    </Page>
  );
}

function Decision({ decision }: { decision: { decision: string } | null }) {
  if (decision === null) return <StatusTag kind="warn">Waits</StatusTag>;
  return decision.decision === "counts" ? (
    <StatusTag kind="good">Counts</StatusTag>
  ) : (
    <StatusTag kind="off">Kept out</StatusTag>
  );
}
