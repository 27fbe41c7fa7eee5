import { gradeLabel, grades } from "#app/people/grade.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { programField } from "./api-rules-fields.ts";
import { caseSettings, mostSessions, sessionField } from "./case-form.ts";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { settingWords, valueInWords } from "./setting-words.ts";
import { type RecoverySettings, settingChoices } from "./settings.ts";

const gradeChoices = grades.map((grade) => ({ value: String(grade), label: gradeLabel(grade) }));
const inWords = (name: string) => name.replaceAll("_", " ");
const programChoices = programField.options.map((value) => ({ value, label: inWords(value) }));

/**
 * The fields of a case. `sent` holds what the address has, also when it could be worked out. `district`: the settings
 * that the form starts with.
 */
export function CaseFields({
  sent,
  district,
}: {
  sent: FormReply;
  district: Pick<RecoverySettings, (typeof caseSettings)[number]>;
}) {
  const field = (name: string, start?: string) => ({
    ...fieldFrom(sent, name),
    value: sent.values[name]?.[0] ?? start,
  });
  return (
    <>
      <Select label="Grade" short empty="Choose" field={field("grade")} choices={gradeChoices} />
      <Select label="Program" field={field("program", "regular")} choices={programChoices} />
      <TextField
        label="The pupil's own minimum day, in minutes"
        hint="Only where special education sets one."
        inputMode="numeric"
        short
        field={field("minimum_day_minutes")}
      />
      {caseSettings.map((name) => (
        <Select
          key={name}
          label={settingWords[name].label}
          field={field(name, district[name])}
          choices={settingChoices[name].map((value) => ({ value, label: valueInWords(name, value) }))}
        />
      ))}
      {Array.from({ length: mostSessions }, (_, index) => (
        <fieldset className="row" key={sessionField(index, "date")}>
          <legend>{`Session ${index + 1}`}</legend>
          <TextField label="Date" type="date" field={field(sessionField(index, "date"))} />
          <TextField
            label="Minutes"
            inputMode="numeric"
            short
            field={{ ...field(sessionField(index, "minutes")), maxLength: 4 }}
          />
        </fieldset>
      ))}
    </>
  );
}
