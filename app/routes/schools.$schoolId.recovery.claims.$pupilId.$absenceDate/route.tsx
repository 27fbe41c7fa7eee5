import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { recordView } from "#app/access/trace.server.ts";
import { parseDay } from "#app/calendar/day.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { claimedDaySheet } from "#app/reports/packet/claimed-day-sheet.ts";
import { oneClaimedDay } from "#app/reports/packet/claimed-days.server.ts";
import { sheetWords } from "#app/reports/packet/sheet.ts";
import { SheetOnScreen } from "#app/reports/packet/sheet-on-screen.tsx";
import { Page } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: "A claimed day · AP Tool" }];

/** Everything on record about one claimed day, for an auditor to follow from the absence to the minutes. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:audit", params.schoolId);
  const absenceDate = parseDay(params.absenceDate ?? "");
  const pupilId = pupilIdOf(params);
  if (!absenceDate.ok || pupilId === null) throw beyondScope(context);
  const found = await oneClaimedDay(
    context,
    actor,
    { pupilId, absenceDate: absenceDate.value },
    context.clock.today(),
    (tx, claims) =>
      recordView(
        tx,
        actor,
        context.clock.now(),
        "claimed day",
        claims.map((claim) => claim.pupilId),
      ),
  );
  if (found === null) throw beyondScope(context);
  const sheet = claimedDaySheet(found.day, found.settings, sheetWords(found, context.settings.timeZone));
  return { frame: frameOf(actor, "recovery"), schoolId: actor.schoolId, pupilId, sheet };
}

export default function ClaimedDayPage() {
  const { frame, schoolId, pupilId, sheet } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title={sheet.title}
      lead={sheet.lead}
      above={
        <div className="row">
          <a href={paths.claimPacket(schoolId)}>Claimed days</a>
          <a href={paths.pupilRecovery(schoolId, pupilId)}>The pupil's recovery</a>
        </div>
      }
    >
      <SheetOnScreen sheet={sheet} />
    </Page>
  );
}
