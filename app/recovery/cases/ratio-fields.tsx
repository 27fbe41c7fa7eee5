import { gradeLabel, grades } from "#app/people/grade.ts";
import { TextField } from "#app/ui/field.tsx";
import { type CaseFieldsOf, caseField, SettingFields } from "./case-fields.tsx";
import { countField } from "./ratio-form.ts";

const spoken = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);

/** Who is in a room. */
export function RatioFields({ sent, district }: CaseFieldsOf) {
  return (
    <>
      <TextField
        label="Teachers"
        hint="Certificated teachers, employed by the district, who are in the room. Aides and partners' staff do not count."
        inputMode="numeric"
        short
        field={{ ...caseField(sent, "teachers", "1"), maxLength: 3 }}
      />
      <fieldset className="stack">
        <legend>
          <h2>Pupils in the room at one moment</h2>
        </legend>
        <p className="hint">Leave a grade empty when nobody of it is there.</p>
        <div className="row">
          {grades.map((grade) => (
            <TextField
              key={grade}
              label={spoken(gradeLabel(grade))}
              inputMode="numeric"
              short
              field={{ ...caseField(sent, countField(grade)), maxLength: 4 }}
            />
          ))}
        </div>
      </fieldset>
      <SettingFields names={["mixedRatio"]} sent={sent} district={district} />
    </>
  );
}
