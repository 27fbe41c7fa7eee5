import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Table } from "#app/ui/table.tsx";
import type { SettingUsed } from "../settings-used.ts";
import { SettingList } from "../settings-used.tsx";
import type { RuleBehind } from "./behind.ts";
import type { ClaimView } from "./claim-view.ts";
import type { CreditView } from "./credit-view.ts";
import type { RatioView } from "./ratio-view.ts";

/** What every case comes to: in one sentence, in steps, by which rules and with which settings. */
function Answer({
  schoolId,
  view,
  children,
}: {
  schoolId: number;
  view: {
    summary: string;
    facts: { term: string; is: string }[];
    rules: RuleBehind[];
    settings: SettingUsed[];
  };
  children?: ReactNode;
}) {
  return (
    <section className="stack" aria-labelledby="answer">
      <h2 id="answer">What it comes to</h2>
      <p className="note">{view.summary}</p>
      <DefinitionList facts={view.facts} />
      {children}
      {view.settings.length > 0 && (
        <>
          <h3>Worked out with these settings</h3>
          <SettingList used={view.settings} />
        </>
      )}
      <h3>By these rules</h3>
      <DefinitionList
        facts={view.rules.map(({ id, text, citation }) => ({
          term: id,
          is: (
            <>
              <a href={`${paths.recoveryRules(schoolId)}#${id}`}>{text}</a>
              <br />
              <small>{citation}</small>
            </>
          ),
        }))}
      />
    </section>
  );
}

/** What a pupil's sessions earn, date by date. */
export function CreditAnswer({ schoolId, view }: { schoolId: number; view: CreditView }) {
  return (
    <Answer schoolId={schoolId} view={view}>
      <Table
        caption="Date by date"
        columns={[
          { title: "Date", cell: (step) => <Day day={step.date} /> },
          { title: "Minutes", number: true, cell: (step) => step.minutes },
          { title: "Credited", number: true, cell: (step) => step.credited },
          { title: "Kept", number: true, cell: (step) => step.banked },
          { title: "Why", words: true, cell: (step) => step.reason },
        ]}
        rows={view.steps}
        rowKey={(step) => step.date}
      />
      <p className="text">{`From ${view.citations.join("; ")}.`}</p>
    </Answer>
  );
}

/** Which absences are made up by which days, and which are not and why. */
export function ClaimAnswer({ schoolId, view }: { schoolId: number; view: ClaimView }) {
  const rule = { title: "Rule", cell: (line: { rule: string | null }) => line.rule ?? "–" };
  return (
    <Answer schoolId={schoolId} view={view}>
      {view.absences.length > 0 && (
        <Table
          caption="Absences, the oldest first"
          columns={[
            { title: "Missed", cell: (line) => <Day day={line.date} /> },
            { title: "It was", cell: (line) => line.what },
            { title: "What becomes of it", words: true, cell: (line) => line.outcome },
            rule,
          ]}
          rows={view.absences}
          rowKey={(line) => line.key}
        />
      )}
      {view.earned.length > 0 && (
        <Table
          caption="Days earned"
          columns={[
            { title: "Earned", cell: (line) => <Day day={line.date} /> },
            { title: "What becomes of it", words: true, cell: (line) => line.outcome },
            rule,
          ]}
          rows={view.earned}
          rowKey={(line) => line.key}
        />
      )}
    </Answer>
  );
}

/** Is the room within the ratio, and who may still enter. */
export const RatioAnswer = ({ schoolId, view }: { schoolId: number; view: RatioView }) => (
  <Answer schoolId={schoolId} view={view} />
);
