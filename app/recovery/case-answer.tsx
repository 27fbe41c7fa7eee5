import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Table } from "#app/ui/table.tsx";
import type { CaseView } from "./case-view.ts";

/** What a case comes to, date by date, and where the law says so. */
export function CaseAnswer({ view }: { view: CaseView }) {
  return (
    <section className="stack" aria-labelledby="answer">
      <h2 id="answer">What it comes to</h2>
      <p className="text">{view.summary}</p>
      <DefinitionList facts={view.facts} />
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
    </section>
  );
}
