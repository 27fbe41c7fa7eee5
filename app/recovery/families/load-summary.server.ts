import { type Actor, schoolName } from "#app/access/actor.ts";
import { beyondScope } from "#app/access/require-actor.server.ts";
import type { Context } from "#app/context.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { pupilLedger } from "../ledger.server.ts";
import { momentIn } from "../moment.ts";
import { isLanguage, type Language } from "../words/languages.ts";
import { comingSessions } from "./coming.server.ts";
import { type SummaryView, summaryView } from "./summary-view.ts";

export type FamilySummary = { pupilId: number; language: Language; school: string; view: SummaryView };

/**
 * A pupil's recovery for the family, in the language of the address. The look is recorded.
 * @throws Response 404 where there is no such pupil of the reader, or no such language
 */
export async function loadSummary(
  context: Context,
  actor: Actor,
  params: { pupilId?: string; language?: string },
): Promise<FamilySummary> {
  const { language } = params;
  const pupilId = pupilIdOf(params);
  if (!isLanguage(language) || pupilId === null) throw beyondScope(context);
  const ledger = await pupilLedger(context, actor, pupilId, context.clock.today());
  if (ledger === null) throw beyondScope(context);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const coming = await context.door.asActor(actor, (tx) => comingSessions(tx, actor.schoolId, pupilId, now));
  return { pupilId, language, school: schoolName(actor), view: summaryView(ledger, coming, language) };
}
