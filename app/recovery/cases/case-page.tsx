import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { type FormReply, summaryOf } from "../form-reply.ts";

/** What can be asked: each its own page. */
export const questions = {
  credit: {
    title: "Try a case: what time earns",
    link: "What time earns",
    lead: "Minutes in recovery sessions to days earned.",
    at: paths.recoveryCase,
  },
  claim: {
    title: "Try a case: what can be claimed",
    link: "What can be claimed",
    lead: "Days earned against absences.",
    at: paths.recoveryClaimCase,
  },
  ratio: {
    title: "Try a case: who may be in the room",
    link: "Who may be in the room",
    lead: "Pupils to certificated teachers.",
    at: paths.recoveryRatioCase,
  },
} as const;
export type Question = keyof typeof questions;

/** A question to the rules: its form below the answer, so that the case can be changed and asked again. */
export function CasePage({
  question,
  frame,
  schoolId,
  sent,
  answer,
  children,
}: {
  question: Question;
  frame: PageFrame;
  schoolId: number;
  sent: FormReply;
  answer: ReactNode;
  children: ReactNode;
}) {
  const { title, lead } = questions[question];
  return (
    <Page
      frame={frame}
      title={title}
      lead={`${lead} Nothing is saved, and no pupil is looked at.`}
      above={
        <>
          <p>
            <a href={paths.recovery(schoolId)}>Back to recovery</a>
          </p>
          <ErrorSummary
            errors={summaryOf(sent)}
            title="Not worked out yet. Please fix this and send it again"
          />
        </>
      }
    >
      <nav aria-label="What can be asked">
        <ul className="row">
          {(Object.keys(questions) as Question[]).map((each) => (
            <li key={each}>
              <a href={questions[each].at(schoolId)} aria-current={each === question ? "page" : undefined}>
                {questions[each].link}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {answer}
      <form method="get" className="card text stack">
        {children}
        <Button>Work it out</Button>
      </form>
    </Page>
  );
}
