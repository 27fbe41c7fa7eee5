import type { ReactNode } from "react";
import { Select } from "#app/ui/field.tsx";
import type { FieldState } from "#app/ui/form.ts";
import { type FormReply, fieldFrom } from "../form-reply.ts";
import { settingWords, valueInWords } from "../setting-words.ts";
import { type RecoverySettings, type SettingName, settingChoices } from "../settings.ts";

/** What the fields of a case need: what the address has, also when it could be worked out, and the district's settings. */
export type CaseFieldsOf = { sent: FormReply; district: RecoverySettings };

/** A field of a case, with what was sent or what it starts with. */
export const caseField = (sent: FormReply, name: string, start?: string): FieldState => ({
  ...fieldFrom(sent, name),
  value: sent.values[name]?.[0] ?? start,
});

/** The settings that decide a case; they start as the district has them. */
export const SettingFields = ({
  names,
  sent,
  district,
}: CaseFieldsOf & { names: readonly SettingName[] }) => (
  <>
    {names.map((name) => (
      <Select
        key={name}
        label={settingWords[name].label}
        hint={`${settingWords[name].open} The district has today: ${valueInWords(name, district[name])}.`}
        field={caseField(sent, name, district[name])}
        choices={settingChoices[name].map((value) => ({ value, label: valueInWords(name, value) }))}
      />
    ))}
  </>
);

/** Rows that a form has room for: the first in sight, the others in a fold, which is open when one of them is used. */
export function Rows({
  most,
  inSight,
  more,
  beside = false,
  isUsed,
  row,
}: {
  most: number;
  inSight: number;
  more: string;
  /** Side by side as far as there is room. */
  beside?: boolean;
  isUsed: (index: number) => boolean;
  row: (index: number) => ReactNode;
}) {
  const all = Array.from({ length: most }, (_, index) => index);
  const folded = all.slice(inSight);
  const set = (rows: ReactNode) => (beside ? <div className="fields">{rows}</div> : rows);
  return (
    <>
      {set(all.slice(0, inSight).map(row))}
      <details className="stack" open={folded.some(isUsed)}>
        <summary>{more}</summary>
        {set(folded.map(row))}
      </details>
    </>
  );
}
