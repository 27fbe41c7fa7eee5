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
import { recoveryDefaults } from "#app/recovery/defaults.server.ts";
import { type FormReply, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { PlanFields } from "#app/recovery/season/plan-fields.tsx";
import { readPlan } from "#app/recovery/season/plan-form.ts";
import { keepSeason } from "#app/recovery/season/seasons.server.ts";
import { writtenDefaults } from "#app/recovery/session-form.ts";
import { certificatedTeachers } from "#app/recovery/teachers.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Plan a season · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const today = context.clock.today();
  const [defaults, teachers] = await context.door.asActor(actor, (tx) =>
    Promise.all([recoveryDefaults(tx, actor.schoolId), certificatedTeachers(tx, actor.schoolId, today)]),
  );
  const usual = writtenDefaults(defaults ?? {});
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    start: {
      subject: usual.subject,
      "startsAt.1": usual.startsAt,
      "endsAt.1": usual.endsAt,
      "room.1": usual.room,
      "seats.1": usual.capacity,
      "teacher.1": usual.teacherId,
      bands: "spans",
      minimumFill: "5",
      siblings: "when free",
    },
    teachers,
    today: today.toString(),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const values = valuesOf(await request.formData());
  const today = context.clock.today();
  const read = readPlan(values, today);
  if (!read.ok) return data<FormReply>({ errors: read.errors, values }, { status: 400 });
  const id = await context.door.asActor(actor, (tx) =>
    keepSeason(tx, actor.schoolId, read, {
      author: { ...authorOf(actor), by: actor.userId },
      at: context.clock.now(),
      today,
    }),
  );
  return redirect(paths.season(actor.schoolId, id));
}

export default function NewSeason() {
  const { frame, start, teachers, today, schoolId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title="Plan a season"
      lead="The proposal shows first. Nothing is booked until you adopt it."
      above={<ErrorSummary errors={summaryOf(reply)} />}
    >
      <form method="post" className="card stack">
        <PlanFields reply={reply} start={start} teachers={teachers} today={today} />
        <div className="row">
          <Button>Propose the season</Button>
          <a href={paths.seasons(schoolId)}>Back to the seasons</a>
        </div>
      </form>
    </Page>
  );
}
