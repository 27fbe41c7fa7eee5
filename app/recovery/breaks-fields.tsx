import { Select, TextField } from "#app/ui/field.tsx";
import type { FieldState } from "#app/ui/form.ts";
import { breakRows } from "./breaks-form.ts";
import { breakChoices } from "./session-breaks.ts";

/** Time of a session that does not count. @param field with what was sent or it starts with */
export const BreakFields = ({ field }: { field: (name: string) => FieldState }) => (
  <>
    {breakRows.map((row) => (
      <fieldset key={row} className="field">
        <legend>{row === 1 ? "A break that does not count" : "Another break"}</legend>
        <div className="fields">
          <Select label="What for" empty="No break" field={field(`break${row}What`)} choices={breakChoices} />
          <TextField label="From" type="time" short field={field(`break${row}Starts`)} />
          <TextField label="To" type="time" short field={field(`break${row}Ends`)} />
        </div>
      </fieldset>
    ))}
  </>
);
