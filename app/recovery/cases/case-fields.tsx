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
