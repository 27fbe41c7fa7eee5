import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "#app/access/require-actor.server.ts";
import { paths } from "#app/paths.ts";
import { FamilyPage } from "#app/recovery/families/family-page.tsx";
import { loadSummary } from "#app/recovery/families/load-summary.server.ts";
import { languages } from "#app/recovery/words/languages.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Notice } from "#app/ui/notice.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? data.section : "AP Tool" }];

/** A pupil's recovery for the family, in one language, to read together or to print. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const { pupilId, language, school, view } = await loadSummary(context, actor, params);
  const { summary } = languages[language];
  return {
    language,
    section: summary.name,
    school,
    view,
    file: { href: paths.pupilRecoverySummaryFile(actor.schoolId, pupilId, language), label: summary.toPrint },
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
  const { school, view, file, others } = useLoaderData<typeof loader>();
  return (
    <FamilyPage school={school}>
      <p className="row">
        {others.map(({ code, label, href }) => (
          <a key={code} href={href} lang={code} hrefLang={code}>
            {label}
          </a>
        ))}
        <a href={file.href}>{file.label}</a>
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
