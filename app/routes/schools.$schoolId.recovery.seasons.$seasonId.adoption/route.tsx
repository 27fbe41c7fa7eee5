import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { type FormReply, fieldFrom, summaryOf, valuesOf } from "#app/recovery/form-reply.ts";
import { adoptSeason } from "#app/recovery/season/adoption.server.ts";
import { fingerprint } from "#app/recovery/season/fingerprint.ts";
import { loadProposal, loadSeason, seasonIdOf } from "#app/recovery/season/season-page.server.ts";
import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Checkbox, Choices, TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Adopt a season · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  const season = await loadSeason(context, actor, seasonIdOf(params));
  const { read, proposal } = await loadProposal(context, actor, season);
  const saidYes = proposal.pupils.filter(({ pupilId }) => read.pupils.get(pupilId)?.answer === "yes");
  const seats = (pupils: typeof saidYes) => pupils.reduce((sum, { sessions }) => sum + sessions.length, 0);
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    season: { id: season.id, name: season.name, adopted: season.adoption !== null },
    seen: fingerprint(proposal),
    sessions: proposal.sessions.length,
    pupils: proposal.pupils.length,
    places: seats(proposal.pupils),
    pupilsSaidYes: saidYes.length,
    placesSaidYes: seats(saidYes),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:plan", params.schoolId);
  await requireActor(context, request, "recovery:book", params.schoolId);
  const seasonId = seasonIdOf(params);
  const values = valuesOf(await request.formData());
  const refuse = (errors: Record<string, string>) => data<FormReply>({ errors, values }, { status: 400 });
  const text = (name: string) => values[name]?.[0]?.trim() ?? "";
  const who = text("who");
  if (who !== "said yes" && who !== "everyone") return refuse({ who: "Choose whom to book." });
  const saidBy = text("saidBy");
  if (who === "everyone") {
    const errors: Record<string, string> = {};
    if (text("agreed") !== "on")
      errors.agreed =
        "Recovery is voluntary. Confirm that each family has said yes, or book only those on record.";
    if (saidBy === "" || saidBy.length > 200)
      errors.saidBy = "Enter how the families said yes, within 200 letters.";
    if (Object.keys(errors).length > 0) return refuse(errors);
  }
  const adopted = await adoptSeason(context, actor, seasonId, { seen: text("seen"), who, saidBy });
  if (adopted.ok) return redirect(paths.season(actor.schoolId, seasonId));
  if (adopted.why === "refused")
    return refuse(Object.fromEntries(adopted.sentences.map((sentence, at) => [`session.${at}`, sentence])));
  if (adopted.why === "unknown") throw beyondScope(context);
  if (adopted.why === "empty") return refuse({ "": "There is no session to adopt." });
  return refuse({
    "": "The records have changed since you looked, and the proposal with them. Look at it again, then adopt it.",
  });
}

export default function SeasonAdoption() {
  const view = useLoaderData<typeof loader>();
  const { frame, schoolId, season } = view;
  const reply = useActionData<typeof action>();
  // What the form says of sessions belongs to no field of it.
  const errors = summaryOf(reply).map((error) =>
    error.href?.startsWith("#session.") ? { ...error, href: null } : error,
  );
  return (
    <Page
      frame={frame}
      title="Adopt the season"
      lead="All sessions are put on the calendar and the places booked, or nothing is."
      above={
        <>
          <p>
            <a href={paths.season(schoolId, season.id)}>{season.name}</a>
          </p>
          <ErrorSummary errors={errors} />
        </>
      }
    >
      {errors.some(({ href }) => href === null) && (
        <Notice kind="warn">
          Nothing was booked. <a href={paths.seasonChanges(schoolId, season.id)}>Change the proposal</a> or
          look at it again.
        </Notice>
      )}
      {season.adopted ? (
        <Notice kind="good">This season was adopted.</Notice>
      ) : (
        <form method="post" className="card narrow stack">
          <input type="hidden" name="seen" value={view.seen} />
          <DefinitionList
            facts={[
              { term: "Sessions", is: view.sessions },
              { term: "Places", is: `${view.places} for ${view.pupils} pupils` },
              {
                term: "Families on record",
                is: `${view.pupilsSaidYes} said yes, ${view.placesSaidYes} places`,
              },
            ]}
          />
          <Choices
            label="Whom to book"
            hint="Recovery is voluntary. Families who have not answered can be invited from each session."
            field={fieldFrom(reply, "who", "said yes", { required: true })}
            choices={[
              { value: "said yes", label: "Pupils whose family has said yes on record" },
              { value: "everyone", label: "All of them: their families have said yes" },
            ]}
          />
          <Checkbox label="Each of these families has said yes" field={fieldFrom(reply, "agreed")} />
          <TextField
            label="How they said yes"
            hint="For all of them, such as: by phone, October 5 to 9."
            field={fieldFrom(reply, "saidBy", undefined, { maxLength: 200 })}
          />
          <div className="row">
            <Button>Adopt the season</Button>
            <a href={paths.season(schoolId, season.id)}>Back to the proposal</a>
          </div>
        </form>
      )}
    </Page>
  );
}
