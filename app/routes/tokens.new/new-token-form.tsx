import { useForm } from "@conform-to/react";
import { tokenScopes } from "#app/access/token-scope.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { type FormReply, fieldOf, formErrors } from "#app/ui/form.ts";

type Fields = { name: string; scopes: string[]; schools: string[]; lastDay: string };

export function NewTokenForm(props: {
  lastResult: FormReply | undefined;
  places: readonly { id: number; name: string }[];
  earliest: string;
  latest: string;
}) {
  const [form, fields] = useForm<Fields>({ id: "token", lastResult: props.lastResult });
  const { name, scopes, schools, lastDay } = fields;
  return (
    <>
      <ErrorSummary errors={formErrors(form, [name, scopes, schools, lastDay])} />
      <form method="post" className="card narrow stack" id={form.id} noValidate>
        <TextField
          label="What is it for?"
          hint="The script or program that uses it, such as “Nightly attendance report”."
          autoComplete="off"
          field={{ ...fieldOf(name), required: true, maxLength: 80 }}
        />
        <Choices
          many
          label="What may it do?"
          field={fieldOf(scopes)}
          chosen={chosenOf(scopes.initialValue)}
          choices={Object.entries(tokenScopes).map(([value, label]) => ({ value, label }))}
        />
        <Choices
          many
          label="At which schools?"
          field={fieldOf(schools)}
          chosen={chosenOf(schools.initialValue)}
          choices={props.places.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <TextField
          label="Last day on which it holds"
          hint="A year from today at most. Make a new one before then."
          type="date"
          min={props.earliest}
          max={props.latest}
          field={{ ...fieldOf(lastDay), required: true }}
        />
        <Button>Make this token</Button>
      </form>
    </>
  );
}

/** One that was chosen comes as it is, several as a list. */
const chosenOf = (value: unknown): string[] =>
  [value].flat().filter((each): each is string => typeof each === "string");
