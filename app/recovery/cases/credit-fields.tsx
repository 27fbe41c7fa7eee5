import { gradeLabel, grades } from "#app/people/grade.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { programField } from "../api-rules-fields.ts";
import { type CaseFieldsOf, caseField, Rows, SettingFields } from "./case-fields.tsx";
import { creditSettingNames, mostSessions } from "./credit-form.ts";
import { rowField } from "./read-case.ts";

const gradeChoices = grades.map((grade) => ({ value: String(grade), label: gradeLabel(grade) }));
const inWords = (name: string) => name.replaceAll("_", " ");
const programChoices = programField.options.map((value) => ({ value, label: inWords(value) }));

/** A pupil and their sessions. */
export function CreditFields({ sent, district }: CaseFieldsOf) {
  const field = (name: string, start?: string) => caseField(sent, name, start);
  return (
    <>
      <Select
        label="Grade"
        hint="On the days of the sessions. With the program it decides how many minutes make a day."
        short
        empty="Choose"
        field={field("grade")}
        choices={gradeChoices}
      />
      <Select
        label="Program"
        hint="Of the pupil's school. Regular unless the school is another kind."
        field={field("program", "regular")}
        choices={programChoices}
      />
      <TextField
        label="The pupil's own minimum day, in minutes"
        hint="Only where special education sets one."
        inputMode="numeric"
        short
        field={field("minimum_day_minutes")}
      />
      <p className="hint">
        Sessions: the day, and the minutes of instruction as the teacher documented them, with meals, recess
        and the way there left out. Two sessions on one day are two lines.
      </p>
      <Rows
        most={mostSessions}
        inSight={6}
        more="More sessions"
        isUsed={(index) =>
          ["date", "minutes"].some((column) => Boolean(field(rowField(column, index)).value))
        }
        row={(index) => (
          <fieldset className="row end" key={index}>
            <legend>{`Session ${index + 1}`}</legend>
            <TextField label="Date" type="date" field={field(rowField("date", index))} />
            <TextField
              label="Minutes"
              inputMode="numeric"
              short
              field={{ ...field(rowField("minutes", index)), maxLength: 4 }}
            />
          </fieldset>
        )}
      />
      <SettingFields names={creditSettingNames} sent={sent} district={district} />
    </>
  );
}
