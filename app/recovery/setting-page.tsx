import { paths } from "#app/paths.ts";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, summaryOf } from "./form-reply.ts";
import type { OneSettingView } from "./rule-settings-view.ts";
import { SettingFields } from "./setting-fields.tsx";

/** One setting or amount: what holds and since when, what else it could be, and all that was ever written down. */
export function SettingPage(props: {
  frame: PageFrame;
  schoolId: number;
  view: OneSettingView;
  mayChange: boolean;
  reply?: FormReply | null | undefined;
}) {
  const { schoolId, view, reply } = props;
  const facts = [
    { term: "Holds now", is: view.is },
    { term: "Since", is: view.since },
    { term: "Verified by", is: view.verified },
    { term: "Source", is: view.source },
    { term: "Why it is open", is: view.open },
    ...view.rules.map(({ id, text, citation }) => ({ term: id, is: `${text} (${citation})` })),
  ];
  return (
    <Page
      frame={props.frame}
      title={view.label}
      lead={view.state === "default" ? `${view.is}, by default: nobody has verified it yet.` : `${view.is}.`}
      above={
        <>
          <p>
            <a href={paths.ruleSettings(schoolId)}>All settings of recovery</a>
          </p>
          <ErrorSummary errors={summaryOf(reply)} />
        </>
      }
    >
      <DefinitionList facts={facts} />
      {view.history.length > 0 && (
        <Table
          caption="Written down so far, newest first"
          columns={[
            { title: "Choice", cell: (row) => row.is },
            { title: "State", cell: (row) => row.state },
            { title: "From", cell: (row) => row.since },
            { title: "Verified", cell: (row) => row.verified },
            { title: "Source", words: true, cell: (row) => row.source },
            { title: "Written down by", cell: (row) => row.written },
          ]}
          rows={view.history}
          rowKey={(row) => row.key}
        />
      )}
      {props.mayChange ? (
        <>
          <h2>Write down what holds</h2>
          <p className="text">
            For the whole district. You see what it would change before it is saved, and earlier choices stay
            on record.
          </p>
          <SettingFields view={view} reply={reply} action={paths.ruleSettingPreview(schoolId, view.name)} />
        </>
      ) : (
        <p className="text">The district administrator can change this.</p>
      )}
    </Page>
  );
}
