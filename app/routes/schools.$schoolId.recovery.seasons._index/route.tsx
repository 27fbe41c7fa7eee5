import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { latestSeasons } from "#app/recovery/season/seasons.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Seasons · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const seasons = await context.door.asActor(actor, (tx) => latestSeasons(tx, actor.schoolId));
  const dayOf = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(context.settings.timeZone).toPlainDate().toString();
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    seasons: seasons.map(({ id, name, at, adoptedAt }) => ({
      id,
      name,
      planned: dayOf(at),
      adopted: adoptedAt === null ? null : dayOf(adoptedAt),
    })),
  };
}

export default function Seasons() {
  const { frame, schoolId, seasons } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Seasons"
      lead="Many sessions planned at once: who teaches when, and the pupils for whom each seat counts most."
    >
      <div className="row">
        <a href={paths.recovery(schoolId)}>All sessions</a>
        <LinkButton href={paths.seasonNew(schoolId)}>Plan a season</LinkButton>
      </div>
      {seasons.length === 0 ? (
        <Empty title="No season yet" action={{ label: "Plan a season", href: paths.seasonNew(schoolId) }}>
          Enter teachers, rooms and dates; the proposal shows before anything is booked.
        </Empty>
      ) : (
        <Table
          caption="The latest seasons"
          columns={[
            { title: "Season", cell: (row) => <a href={paths.season(schoolId, row.id)}>{row.name}</a> },
            { title: "Planned", cell: (row) => <Day day={row.planned} /> },
            { title: "Adopted", cell: (row) => (row.adopted ? <Day day={row.adopted} /> : "Not yet") },
          ]}
          rows={seasons}
          rowKey={(row) => row.id}
        />
      )}
    </Page>
  );
}
