import { Fragment, type ReactNode } from "react";

/** Facts about one thing: what it is called, what it is. */
export function DefinitionList({ facts }: { facts: readonly { term: string; is: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <Fragment key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>{fact.is}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
