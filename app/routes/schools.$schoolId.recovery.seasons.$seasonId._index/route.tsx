import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { oneMoreTeacher } from "#app/recovery/season/one-more.ts";
import {
  adoptedSessions,
  loadProposal,
  loadSeason,
  seasonIdOf,
} from "#app/recovery/season/season-page.server.ts";
import { AdoptedSeason, ProposedSeason } from "#app/recovery/season/season-page.tsx";
import { offerRow, seasonView } from "#app/recovery/season/season-view.ts";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Season · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const season = await loadSeason(context, actor, seasonIdOf(params));
  const page = {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    season: { id: season.id, name: season.name, changes: season.plan.changes },
  };
  if (season.adoption !== null) {
    const { sessionIds, placeCount, at } = season.adoption;
    const on = at.toZonedDateTimeISO(context.settings.timeZone).toPlainDate();
    const sessions = await adoptedSessions(context, actor, sessionIds);
    return { ...page, adoption: { sessions, placeCount, on: on.toString() }, proposed: null };
  }
  const { read, proposal } = await loadProposal(context, actor, season);
  return {
    ...page,
    adoption: null,
    proposed: {
      ...seasonView(proposal, read.teachers, read.amounts),
      oneMore: oneMoreTeacher(read.input, proposal.days, read),
      barred: read.barred.map(({ offer, why }) => ({ ...offerRow(offer), why })),
      unable: read.unable,
      idle: read.idle.map((id) => read.teachers.get(id) ?? "Unknown teacher"),
    },
  };
}

export default function SeasonRoute() {
  const { frame, schoolId, season, adoption, proposed } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={season.name}
      lead={adoption ? "This season was adopted." : "A proposal from today's records. Nothing is booked yet."}
      above={
        <p>
          <a href={paths.seasons(schoolId)}>All seasons</a>
        </p>
      }
    >
      {adoption && <AdoptedSeason schoolId={schoolId} adoption={adoption} />}
      {proposed && <ProposedSeason schoolId={schoolId} season={season} proposed={proposed} />}
    </Page>
  );
}
