import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allows } from "#app/access/permissions.ts";
import { requireActor } from "#app/access/require-actor.server.ts";
import { frameOf } from "#app/frame.ts";
import { paths } from "#app/paths.ts";
import { ruleList } from "#app/recovery/rule-list.ts";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Page } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { writtenDay } from "#app/ui/written-day.ts";

export const meta: MetaFunction = () => [{ title: "Rules of recovery · AP Tool" }];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(context, request, "recovery:read", params.schoolId);
  const today = context.clock.today();
  return {
    frame: frameOf(actor, "recovery"),
    schoolId: actor.schoolId,
    seesSettings: allows(actor.roles, "settings:read"),
    today: writtenDay(today),
    ...ruleList(today),
  };
}

export default function RulesOfRecovery() {
  const { frame, schoolId, seesSettings, today, groups, confidence } = useLoaderData<typeof loader>();
  return (
    <Page
      frame={frame}
      title="Rules of recovery"
      lead={`The rules that the product follows on ${today}, each with its source. Not legal advice.`}
      above={
        <p>
          <a href={paths.recovery(schoolId)}>Back to recovery</a>
        </p>
      }
    >
      {seesSettings && (
        <p>
          <a href={paths.ruleSettings(schoolId)}>
            Settings of recovery: what the district chose where the law is open
          </a>
        </p>
      )}
      <h2>How sure a rule is</h2>
      <DefinitionList facts={confidence} />
      {groups.map(({ title, rules }) => (
        <Table
          key={title}
          caption={title}
          columns={[
            { title: "Rule", cell: (rule) => <span id={rule.id}>{rule.id}</span> },
            { title: "What it says", words: true, cell: (rule) => rule.text },
            { title: "Source", words: true, cell: (rule) => rule.citation },
            { title: "Sure", cell: (rule) => rule.confidence },
            { title: "Holds from", cell: (rule) => <Day day={rule.from} /> },
            {
              title: "Through",
              cell: (rule) => (rule.through ? <Day day={rule.through} /> : "Further notice"),
            },
            { title: "Checked by the district", cell: (rule) => rule.verified },
            {
              title: "Decided by",
              words: true,
              cell: (rule) =>
                rule.settings.length === 0
                  ? "–"
                  : rule.settings.map(({ name, label }) =>
                      seesSettings ? (
                        <p key={name}>
                          <a href={paths.ruleSetting(schoolId, name)}>{label}</a>
                        </p>
                      ) : (
                        <p key={name}>{label}</p>
                      ),
                    ),
            },
          ]}
          rows={rules}
          rowKey={(rule) => rule.id}
        />
      ))}
    </Page>
  );
}
