import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import type { SearchErrors } from "./search.ts";

export type SearchFormView = {
  action: string;
  /** What was typed, as it was typed. */
  typed: Record<"pupil" | "by" | "what" | "from" | "to", string>;
  errors: SearchErrors;
  people: { id: number; name: string }[];
  whats: string[];
};

/** The query as it was typed, for the form to keep. */
export const typedIn = (params: URLSearchParams): SearchFormView["typed"] => ({
  pupil: params.get("pupil") ?? "",
  by: params.get("by") ?? "",
  what: params.get("what") ?? "",
  from: params.get("from") ?? "",
  to: params.get("to") ?? "",
});

/** The search of a record, sent as a query: a pupil by student ID alone, so that no name stands in an address. */
export function SearchForm({ view, whatLabel }: { view: SearchFormView; whatLabel: string }) {
  const { typed, errors } = view;
  const field = (name: keyof SearchFormView["typed"], error?: string) => ({
    id: name,
    name,
    value: typed[name],
    error,
  });
  const lines = (["pupil", "from", "to"] as const).flatMap((name) =>
    errors[name] ? [{ text: errors[name], href: `#${name}` }] : [],
  );
  return (
    <>
      <ErrorSummary errors={lines} title="Part of the search could not be read" />
      <form method="get" action={view.action} className="card stack">
        <div className="fields">
          <TextField
            field={field("pupil", errors.pupil)}
            label="Student ID"
            hint="The number Aeries gives the pupil. Not a name."
            inputMode="numeric"
            pattern={{ of: "\\s*[0-9]{1,9}\\s*", says: "A number of at most 9 digits" }}
            autoComplete="off"
            short
          />
          <Select
            field={field("by")}
            label="Person"
            empty="Anyone"
            choices={view.people.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <Select
            field={field("what")}
            label={whatLabel}
            empty="Any"
            choices={view.whats.map((what) => ({ value: what, label: what }))}
          />
          <TextField field={field("from", errors.from)} label="First day" type="date" />
          <TextField field={field("to", errors.to)} label="Last day" type="date" />
        </div>
        <div className="row">
          <Button>Search</Button>
          <LinkButton quiet href={view.action}>
            Clear
          </LinkButton>
        </div>
      </form>
    </>
  );
}
