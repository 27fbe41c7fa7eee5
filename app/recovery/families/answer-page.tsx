import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { AnswerBlock, AnswerView } from "./answer-view.ts";
import { FamilyPage } from "./family-page.tsx";

/** The question of one letter, in the family's language and in English, with one form each. */
export function AnswerPage({ view, missing }: { view: AnswerView; missing: boolean }) {
  const [first] = view.blocks;
  return (
    <FamilyPage school={first?.school ?? null}>
      {view.blocks.map((block, at) => (
        <section key={block.code} lang={block.code} className="stack">
          <Block block={block} view={view} missing={missing} first={at === 0} />
        </section>
      ))}
    </FamilyPage>
  );
}

function Block(props: { block: AnswerBlock; view: AnswerView; missing: boolean; first: boolean }) {
  const { block, view, missing, first } = props;
  const { words, code, state } = block;
  const id = `answer-${code}`;
  const [Title, Section] = first ? (["h1", "h2"] as const) : (["h2", "h3"] as const);
  return (
    <>
      {missing && (
        <ErrorSummary title={words.missingTitle} errors={[{ text: words.missing, href: `#${id}` }]} />
      )}
      <div>
        <Title>{words.title}</Title>
        <p className="lead">{block.about}</p>
      </div>
      {state && <Notice kind={state.kind}>{state.sentence}</Notice>}
      <DefinitionList facts={block.facts} />
      {view.open && (
        <form method="post" className="card narrow stack">
          <Choices
            label={words.question}
            field={{
              id,
              name: "answer",
              value: view.answer ?? undefined,
              required: true,
              error: missing ? words.missing : undefined,
            }}
            choices={[
              { value: "yes", label: words.yes },
              { value: "no", label: words.no },
            ]}
          />
          <p className="hint">{words.change}</p>
          <Button>{words.send}</Button>
        </form>
      )}
      {view.open && (
        <>
          <Section>{block.choiceTitle}</Section>
          <ul>
            {block.choice.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
