import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import type { FormReply } from "./form-reply.ts";
import type { OneSettingView } from "./rule-settings-view.ts";
import { SettingFields } from "./setting-fields.tsx";
import type { ImpactView } from "./setting-impact-view.ts";

/** What a choice would do to this year's credits and claims, before it is saved. */
export function SettingPreviewPage(props: {
  frame: PageFrame;
  schoolId: number;
  view: OneSettingView;
  impact: ImpactView;
  sent: FormReply;
}) {
  const { schoolId, impact, sent, view } = props;
  return (
    <Page
      frame={props.frame}
      title="What this would change"
      lead={impact.lead}
      above={
        <p>
          <a href={paths.ruleSetting(schoolId, impact.name)}>{`Back to ${impact.label}, saving nothing`}</a>
        </p>
      }
    >
      <DefinitionList
        facts={[
          { term: impact.label, is: `${view.is}, then: ${impact.is}` },
          { term: "From", is: `${impact.from}. ${impact.when}` },
          { term: "Verified by", is: impact.verified },
          { term: "Source", is: impact.source },
        ]}
      />
      <Table
        caption="This school year up to today: now, then"
        columns={[
          { title: "School", cell: (row) => row.label },
          { title: "Credited minutes", number: true, cell: (row) => row.credited },
          { title: "Days earned", number: true, cell: (row) => row.earned },
          { title: "Days claimed", number: true, cell: (row) => row.claimed },
          { title: "Days banked", number: true, cell: (row) => row.banked },
          { title: "Worth", number: true, cell: (row) => row.money },
          { title: "Pupils who gain", number: true, cell: (row) => row.gain },
          { title: "Pupils who lose", number: true, cell: (row) => row.lose },
        ]}
        rows={impact.rows}
        rowKey={(row) => row.key}
      />
      <p className="text">
        A pupil counts at the school they are at today. Claims are settled anew after saving; days that a
        certified report counts and that no longer stand come up as corrections.
      </p>
      <form method="post" action={paths.ruleSetting(schoolId, impact.name)} className="row">
        {Object.entries(sent.values).map(([name, [value]]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{`Save it from ${impact.from}`}</Button>
      </form>
      <details>
        <summary>Change something first</summary>
        <SettingFields view={view} reply={sent} action={paths.ruleSettingPreview(schoolId, impact.name)} />
      </details>
    </Page>
  );
}
