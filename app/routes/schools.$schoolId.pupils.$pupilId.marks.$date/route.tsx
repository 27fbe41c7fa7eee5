import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { readPupilDay } from "#app/attendance/pupil-day.server.ts";
import { type Recorded, recordRegister } from "#app/attendance/record-register.server.ts";
import { parseDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { correction, present } from "./correction.ts";
import { DayPage } from "./day-page.tsx";
import { viewOf } from "./view-of.ts";

export const meta: MetaFunction = () => [{ title: "How a mark came about · AP Tool" }];

const addressOf = (params: { pupilId?: string; date?: string }) => {
  const pupilId = pupilIdOf(params);
  const date = parseDay(params.date ?? "");
  return pupilId !== null && date.ok ? { pupilId, date: date.value } : null;
};

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:read", params.schoolId);
  const at = addressOf(params);
  const found =
    at &&
    (await context.door.asActor(actor, async (tx) => {
      const read = await readPupilDay(tx, { schoolId: actor.schoolId, ...at });
      if (read) await recordView(tx, actor, context.clock.now(), "mark", [at.pupilId]);
      return read;
    }));
  if (!found || !at) throw beyondScope(context);
  return { frame: frameOf(actor, "pupils"), view: viewOf(found, { actor, at, context }) };
}

/** A correction that was not accepted, with the class it was for. */
type Refused = { section: string; reply: SubmissionResult<string[]> };

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "attendance:correct", params.schoolId);
  const at = addressOf(params);
  if (!at) throw beyondScope(context);
  const submission = parseWithZod(await request.formData(), { schema: correction });
  const section = String(submission.payload.section ?? "");
  if (submission.status !== "success") {
    return data<Refused>({ section, reply: submission.reply() }, { status: 400 });
  }
  const { code, minutesLate, note, reason, seen } = submission.value;
  const isPresent = code === present;
  const posted = {
    code: isPresent ? null : code,
    minutesLate: isPresent ? null : (minutesLate ?? null),
    note: note || null,
    resolve: null,
  };
  const recorded = await context.door.asActor(
    actor,
    (tx) =>
      recordRegister(tx, actor, context, {
        schoolId: actor.schoolId,
        date: at.date,
        sectionNumber: submission.value.section,
        period: null,
        marks: new Map([[at.pupilId, posted]]),
        seen,
        submission: null,
        reason,
      }),
    { again: true },
  );
  if (recorded.kind === "unknown") throw beyondScope(context);
  const [status, problem] = refusalOf(recorded);
  if (problem !== null)
    return data<Refused>({ section, reply: submission.reply({ formErrors: [problem] }) }, { status });
  return redirect(paths.pupilMark(actor.schoolId, at.pupilId, at.date));
}

function refusalOf(recorded: Exclude<Recorded, { kind: "unknown" }>): [number, string | null] {
  switch (recorded.kind) {
    case "saved":
      return recorded.changed > 0 ? [200, null] : [422, "This is the mark already. Choose another one"];
    case "already":
      return [422, "This is the mark already. Choose another one"];
    case "locked":
      return [403, recorded.reason];
    case "clash":
      return [409, "Someone changed this mark while you worked. Look at it below, then correct it again"];
    case "unknown_code":
      return [422, "Choose one of the marks that this school uses"];
    case "mistyped":
      return [422, "What you entered could not be read. Check it and send it again"];
    case "strangers":
      return [422, "The pupil is not in this class on this day. Load the page again"];
  }
}

export default function MarkRoute() {
  const { frame, view } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <DayPage frame={frame} view={view} refused={refused} />;
}
