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
import { displayDay, isBefore } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { certifyPeriod } from "#app/recovery/certifications.server.ts";
import { endsInWords, slugOf } from "#app/recovery/claim-period.ts";
import { askedPeriod, claimReportAsked } from "#app/recovery/claim-report-request.server.ts";
import { readDistrict } from "#app/recovery/claimable-year.server.ts";
import { periodClaimsIn } from "#app/recovery/period-claims.server.ts";
import { SettingsUsed } from "#app/recovery/settings-used.tsx";
import { Button } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "Certify a period · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "claims:certify", "district");
  const { view, problem } = await claimReportAsked(context, actor, request, params);
  if (problem !== null) throw redirect(paths.claimReport(view.year, view.slug));
  return { frame: frameOf(actor, "claims"), view };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = await requireActor(context, request, "claims:certify", "district");
  const { period, problem } = askedPeriod(request, params);
  const refuse = (text: string) => data({ errors: [{ text, href: null }] }, { status: 400 });
  if (problem !== null) return refuse(problem);
  const today = context.clock.today();
  const shown = String((await request.formData()).get("days") ?? "");
  const author = { ...authorOf(actor), by: actor.userId };
  // Certified is what its reader saw: what changed meanwhile has to be looked at first.
  const refused = await context.door.asActor(actor, async (tx) => {
    const asOf = { today, timeZone: context.settings.timeZone };
    const worked = await periodClaimsIn(tx, await readDistrict(tx), period, asOf);
    const { last } = worked;
    if (last === null)
      return `No school has a full school month by then: ${endsInWords(period, worked.ends)}. Read the calendars from Aeries again, or name the last day of the period.`;
    if (!isBefore(last, today))
      return `This period runs until ${displayDay(last)}. Certify it when it is over.`;
    if (shown !== String(worked.report.total.days))
      return `The period now counts ${worked.report.total.days} days, not ${shown || "none"}. Look at it again, then certify it.`;
    await certifyPeriod(tx, worked, last, { author, at: context.clock.now() });
    await context.jobs.enqueue(tx, "settle-claims", {});
    return null;
  });
  if (refused !== null) return refuse(refused);
  return redirect(paths.claimReport(period.schoolYear, slugOf(period.period), period.through?.toString()));
}

export default function Certify() {
  const { frame, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Page
      frame={frame}
      title={`Certify ${view.title}`}
      lead={view.lead}
      above={
        <>
          <p>
            <a href={paths.claimReport(view.year, view.slug, view.through)}>Back to the report</a>
          </p>
          <ErrorSummary title="Not certified" errors={reply?.errors ?? []} />
        </>
      }
    >
      <DefinitionList
        facts={[
          { term: "Days claimed", is: view.total.days },
          { term: "AR ADA", is: view.total.ada },
          ...view.spans.map(({ span, days, ada }) => ({ term: span, is: `${days} days, AR ADA ${ada}` })),
          ...view.schools.map(({ name, through, daysTaught }) => ({
            term: `${name}, counted through`,
            is: through ? (
              <>
                <Day day={through} />, {daysTaught} days taught
              </>
            ) : (
              "Nothing: no school month is full"
            ),
          })),
        ]}
      />
      <form method="post" className="card narrow stack">
        <p>
          Certifying keeps these days and settings on record under your name. They cannot be changed
          afterwards. When a record changes later, a correction is raised for the school.
        </p>
        <input type="hidden" name="days" value={view.total.days} />
        <Button>{`Certify ${view.total.days} days`}</Button>
      </form>
      <SettingsUsed used={view.settings} on={view.settingsOn} />
    </Page>
  );
}
