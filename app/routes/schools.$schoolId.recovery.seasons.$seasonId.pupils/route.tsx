import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { displayDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import { loadProposal, loadSeason, seasonIdOf } from "#app/recovery/season/season-page.server.ts";
import { timesOf } from "#app/recovery/season/season-view.ts";
import { Button } from "#app/ui/button.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";

export const meta: MetaFunction = () => [{ title: "Pupils of a season · AP Tool" }];

/** The pupils of one proposed session, `?session=` its key. Each is put on record as looked at. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const season = await loadSeason(context, actor, seasonIdOf(params));
  const { read, proposal } = await loadProposal(context, actor, season);
  const key = new URL(request.url).searchParams.get("session");
  const session = proposal.sessions.find(({ offer }) => offer.key === key);
  if (!session) throw beyondScope(context);
  const planned = new Map(proposal.pupils.map((pupil) => [pupil.pupilId, pupil]));
  const rows = session.pupilIds
    .map((pupilId) => {
      const { name, grade, answer } = read.pupils.get(pupilId)!;
      const { days, sessions, why } = planned.get(pupilId)!;
      const label = gradeLabel(gradeFromAeries(grade)!);
      return { pupilId, name, grade: label, days, sessions: sessions.length, why, yes: answer === "yes" };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name) || one.pupilId - other.pupilId);
  await context.door.asActor(actor, (tx) =>
    recordView(tx, actor, context.clock.now(), "season's pupils", session.pupilIds),
  );
  const { offer } = session;
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    seasonId: season.id,
    name: season.name,
    when: `${displayDay(offer.date)}, ${timesOf(offer)}, room ${offer.room}`,
    rows,
  };
}

export default function SeasonPupils() {
  const { frame, schoolId, seasonId, name, when, rows } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Pupils of the session"
      lead={when}
      above={
        <p>
          <a href={paths.season(schoolId, seasonId)}>{name}</a>
        </p>
      }
    >
      <form method="post" action={paths.seasonChanges(schoolId, seasonId)}>
        <Table
          caption="Who would come, and why"
          columns={[
            {
              title: "Pupil",
              cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>{row.name}</a>,
            },
            { title: "Grade", cell: (row) => row.grade, whole: true },
            { title: "Sessions", cell: (row) => row.sessions, number: true },
            { title: "Days", cell: (row) => row.days, number: true },
            { title: "Family said yes", cell: (row) => (row.yes ? "Yes" : "Not yet") },
            { title: "Why", cell: (row) => row.why, words: true },
            {
              title: "Leave out",
              cell: (row) => (
                <input
                  type="checkbox"
                  name="leavePupil"
                  value={row.pupilId}
                  aria-label={`Leave ${row.name} out of the season`}
                />
              ),
            },
          ]}
          rows={rows}
          rowKey={(row) => row.pupilId}
        />
        <div className="row">
          <Button>Plan again without those ticked</Button>
        </div>
      </form>
    </Page>
  );
}
