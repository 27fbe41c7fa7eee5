import { Button } from "#app/ui/button.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { makeupCodeName } from "./makeup-code.ts";
import type { OneSettingView } from "./rule-settings-view.ts";

const hints: Readonly<Record<string, string>> = {
  ada_days: "A whole number, such as 180",
  [makeupCodeName]: "One character, as the district's settings in Aeries have it, such as M",
};

/** The form that proposes a choice or an amount. It goes to the preview; nothing is saved by it. */
export function SettingFields({
  view,
  reply,
  action,
}: {
  view: OneSettingView;
  reply: FormReply | null | undefined;
  action: string;
}) {
  const field = (name: string, start?: string, maxLength?: number) =>
    fieldFrom(reply, name, start, { required: true, maxLength });
  return (
    <form method="post" action={action} className="card narrow stack">
      {view.choices.length > 0 ? (
        <Choices
          label={view.label}
          field={field("value", view.value)}
          choices={view.choices.map(({ value, label, note }) => ({
            value,
            label: note === "" ? label : `${label} (${note})`,
          }))}
        />
      ) : (
        <TextField
          label={view.label}
          hint={hints[view.name] ?? "Dollars and cents, such as 12345.67"}
          inputMode={view.name === makeupCodeName ? undefined : "decimal"}
          short
          field={field("value", view.value, 12)}
        />
      )}
      <TextField
        label="Holds from"
        hint="What is dated on or after this day is counted by it; July 1 makes it hold for a whole school year."
        type="date"
        field={field("effectiveFrom")}
      />
      <TextField label="Verified by" hint="Who of the district." field={field("verifiedBy", undefined, 80)} />
      <TextField label="Verified on" type="date" field={field("verifiedOn")} />
      <TextField
        label="Source"
        hint="What it was verified with: a letter, a page, a person at the state."
        field={field("source", undefined, 200)}
      />
      <Button>Show what it would change</Button>
    </form>
  );
}
