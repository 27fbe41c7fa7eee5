import { Select, TextField } from "#app/ui/field.tsx";
import type { FieldState } from "#app/ui/form.ts";
import { breakRows } from "./breaks-form.ts";
import { breakChoices } from "./session-breaks.ts";

/** Time of a session that does not count, folded away until there is some. @param field with what was sent or it starts with */
export const BreakFields = ({ field }: { field: (name: string) => FieldState }) => {
  const isUsed = (row: number) =>
    ["What", "Starts", "Ends"]
      .map((part) => field(`break${row}${part}`))
      .some(({ value, error }) => value || error);
  return (
    <details className="stack" open={breakRows.some(isUsed)}>
      <summary>Meals and other breaks, which do not count</summary>
      {breakRows.map((row) => (
        <fieldset key={row} className="field">
          <legend>{row === 1 ? "A break" : "Another break"}</legend>
          <Select label="What for" empty="No break" field={field(`break${row}What`)} choices={breakChoices} />
          <div className="pair">
            <TextField label="Break starts" type="time" short field={field(`break${row}Starts`)} />
            <TextField label="Break ends" type="time" short field={field(`break${row}Ends`)} />
          </div>
        </fieldset>
      ))}
    </details>
  );
};
