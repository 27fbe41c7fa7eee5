import { Button } from "#app/ui/button.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { AnswerBlock, AnswerOne, AnswerView } from "./answer-view.ts";
import { FamilyPage } from "./family-page.tsx";

/** The questions of one letter, in the family's language and in English, with one form each. */
export function AnswerPage({ view, missing }: { view: AnswerView; missing: boolean }) {
  const [first] = view.blocks;
  return (
    <FamilyPage school={first?.school ?? null}>
      {view.blocks.map((block, at) => (
        <section key={block.code} lang={block.code} className="stack">
          <Block block={block} open={view.open} missing={missing} first={at === 0} />
        </section>
      ))}
    </FamilyPage>
  );
}

type Part = { block: AnswerBlock; open: boolean; missing: boolean; first: boolean };
const idOf = (block: AnswerBlock, one: AnswerOne) => `${one.name}-${block.code}`;

function Block({ block, open, missing, first }: Part) {
  const { words, each } = block;
  const [Title, Section] = first ? (["h1", "h2"] as const) : (["h2", "h3"] as const);
  const asked = each.find((one) => one.open);
  const several = each.length > 1;
  return (
    <>
      {missing && asked && (
        <ErrorSummary
          title={words.missingTitle}
          errors={[{ text: words.missing, href: `#${idOf(block, asked)}` }]}
        />
      )}
      <div>
        <Title>{words.title}</Title>
        <p className="lead">{block.about}</p>
      </div>
      {open ? (
        <form method="post" className="stack">
          {several && <p>{words.each}</p>}
          {each.map((one) => (
            <Question key={one.name} block={block} one={one} missing={missing && one === asked} />
          ))}
          <p className="hint">{words.change}</p>
          <Button>{words.send}</Button>
        </form>
      ) : (
        each.map((one) => <Question key={one.name} block={block} one={one} missing={false} />)
      )}
      {open && (
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

function Question({ block, one, missing }: { block: AnswerBlock; one: AnswerOne; missing: boolean }) {
  const { words, each } = block;
  const several = each.length > 1;
  const children = new Set(each.map(({ about }) => about)).size > 1;
  const which = [...(children ? [one.about] : []), one.facts[0]?.is].join(", ");
  return (
    <div className="card narrow stack">
      {children && <p className="lead">{one.about}</p>}
      {one.state && <Notice kind={one.state.kind}>{one.state.sentence}</Notice>}
      <DefinitionList facts={one.facts} />
      {one.open && (
        <Choices
          label={several ? `${words.question} ${which}` : words.question}
          field={{
            id: idOf(block, one),
            name: one.name,
            value: one.answer ?? undefined,
            required: !several,
            error: missing ? words.missing : undefined,
          }}
          choices={[
            { value: "yes", label: words.yes },
            { value: "no", label: words.no },
          ]}
        />
      )}
    </div>
  );
}
