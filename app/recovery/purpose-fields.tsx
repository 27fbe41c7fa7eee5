import { Checkbox, Choices, TextField } from "#app/ui/field.tsx";
import type { FieldState } from "#app/ui/form.ts";
import { otherPrograms, purposeNotices } from "./purpose.ts";

const choices = [
  { value: "none", label: "No other program" },
  ...Object.entries(otherPrograms).map(([value, label]) => ({ value, label })),
];

/** What a session is for, with what the law says beside each field. @param field with what was sent or it starts with */
export function PurposeFields({ field }: { field: (name: string) => FieldState }) {
  const alongside = field("alongside");
  return (
    <>
      <TextField
        label="Grade-level standard (if you wish)"
        hint={`For example CCSS.MATH.CONTENT.4.NF.B.3. ${purposeNotices.standard}`}
        field={{ ...field("standard"), maxLength: 120 }}
      />
      <Checkbox label="Meals are served" hint={purposeNotices.meals} field={field("mealsServed")} />
      <Choices
        label="Runs at the same time and place as"
        hint="With another program the stricter supervision rule holds, and each keeps its own record of who was there (AR-ELO-1, -3, -5)."
        field={{ ...alongside, value: alongside.value ?? "none" }}
        choices={choices}
      />
      <p className="note">{purposeNotices.inPerson}</p>
    </>
  );
}
