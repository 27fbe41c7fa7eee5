import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { ChangesFields } from "#app/recovery/season/changes-fields.tsx";
import { readChanges, writtenBand } from "#app/recovery/season/changes-form.ts";
import { loadProposal, loadSeason, seasonIdOf } from "#app/recovery/season/season-page.server.ts";
import { seasonView } from "#app/recovery/season/season-view.ts";
import { keepSeason } from "#app/recovery/season/seasons.server.ts";
import { gradesLabel } from "#app/recovery/session.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Change a season · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const season = await loadSeason(context, actor, seasonIdOf(params));
  const { read, proposal } = await loadProposal(context, actor, season);
  const { leftOut, locked, teachers, bands } = season.plan;
  const teacherName = (id: number) => read.teachers.get(id) ?? "Unknown teacher";
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    season: { id: season.id, name: season.name },
    sessions: seasonView(proposal, read.teachers, read.amounts).sessions.map((session) => ({
      ...session,
      locked: locked[session.key] ? writtenBand(locked[session.key]!) : "",
    })),
    bands: bands.map((band) => ({ value: writtenBand(band), label: `Only ${gradesLabel(band)}` })),
    teachers: [...new Set(teachers.map(({ teacherId }) => teacherId))]
      .filter((id) => !leftOut.teachers.includes(id))
      .map((id) => ({ value: String(id), label: teacherName(id) })),
    leftOut: [
      ...leftOut.sessions.map((key) => ({ value: key, label: `Session ${key}` })),
      ...leftOut.teachers.map((id) => ({ value: `teacher ${id}`, label: teacherName(id) })),
      ...leftOut.pupils.map((id) => ({ value: `pupil ${id}`, label: `Pupil record ${id}` })),
    ],
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const season = await loadSeason(context, actor, seasonIdOf(params));
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) => data<FormReply>({ errors, values }, { status: 400 });
  if (season.adoption !== null)
    return refuse({ "": "This season was adopted. Change its sessions one by one, or plan another season." });
  const read = readChanges(values, season.plan);
  if (!read.ok) return refuse(read.errors);
  const id = await context.door.asActor(actor, (tx) =>
    keepSeason(
      tx,
      actor.schoolId,
      { name: season.name, plan: { ...read.plan, changes: season.id } },
      {
        author: { ...authorOf(actor), by: actor.userId },
        at: context.clock.now(),
        today: context.clock.today(),
      },
    ),
  );
  return redirect(paths.season(actor.schoolId, id));
}

export default function SeasonChanges() {
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { frame, schoolId, season } = view;
  return (
    <Page
      frame={frame}
      title="Change the proposal"
      lead="The season is planned again with your changes. The proposal before is kept."
      above={
        <>
          <p>
            <a href={paths.season(schoolId, season.id)}>{season.name}</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <form method="post" className="stack">
        <ChangesFields view={view} reply={reply} />
        <div className="row">
          <Button>Plan again</Button>
          <a href={paths.season(schoolId, season.id)}>Back to the proposal</a>
        </div>
      </form>
    </Page>
  );
}
