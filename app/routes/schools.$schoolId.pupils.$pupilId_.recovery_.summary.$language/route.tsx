import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { schoolName } from "#app/access/actor.ts";
import { beyondScope, requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { pupilIdOf } from "#app/people/pupil-address.ts";
import { comingSessions } from "#app/recovery/families/coming.server.ts";
import { FamilyPage } from "#app/recovery/families/family-page.tsx";
import { summaryView } from "#app/recovery/families/summary-view.ts";
import { pupilLedger } from "#app/recovery/ledger.server.ts";
import { momentIn } from "#app/recovery/moment.ts";
import { isLanguage, languages } from "#app/recovery/words/languages.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? data.section : "AP Tool" }];

/** A pupil's recovery for the family, in one language, to read together or to print. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { language } = params;
  const pupilId = pupilIdOf(params);
  if (!isLanguage(language) || pupilId === null) throw beyondScope(context);
  const ledger = await pupilLedger(context, actor, pupilId, context.clock.today());
  if (ledger === null) throw beyondScope(context);
  const now = momentIn(context.settings.timeZone, context.clock.now());
  const coming = await context.door.asActor(actor, (tx) => comingSessions(tx, actor.schoolId, pupilId, now));
  return {
    language,
    section: languages[language].summary.name,
    school: schoolName(actor),
    view: summaryView(ledger, coming, language),
    others: Object.values(languages)
      .filter(({ code }) => code !== language)
      .map(({ code, summary }) => ({
        code,
        label: summary.otherLanguage,
        href: paths.pupilRecoverySummary(actor.schoolId, pupilId, code),
      })),
  };
}

export default function Summary() {
  const { school, view, others } = useLoaderData<typeof loader>();
  return (
    <FamilyPage school={school}>
      <p className="row">
        {others.map(({ code, label, href }) => (
          <a key={code} href={href} lang={code} hrefLang={code}>
            {label}
          </a>
        ))}
      </p>
      <div>
        <h1>{view.title}</h1>
        <p className="lead">{view.lead}</p>
      </div>
      <DefinitionList facts={view.facts} />
      {[view.coming, view.sessions, view.used].map(({ title, lines, none }) => (
        <section key={title}>
          <h2>{title}</h2>
          {lines.length === 0 ? (
            <p>{none}</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <Notice>{view.note}</Notice>
      <ul>
        {view.choice.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </FamilyPage>
  );
}
