import { categories } from "#app/attendance/category.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { type CaseFieldsOf, caseField, Rows, SettingFields } from "./case-fields.tsx";
import { claimSettingNames, mostAbsences, mostEarned } from "./claim-form.ts";
import { rowField } from "./read-case.ts";

const categoryChoices = Object.entries(categories).map(([value, { label }]) => ({ value, label }));

/** A pupil's days earned and absences. */
export function ClaimFields({ sent, district, today }: CaseFieldsOf & { today: string }) {
  const field = (name: string, start?: string) => caseField(sent, name, start);
  const isUsed = (columns: readonly string[]) => (index: number) =>
    columns.some((column) => Boolean(field(rowField(column, index)).value));
  return (
    <>
      <TextField
        label="The last day that counts"
        hint="What comes after it is left out. It also says which fiscal year is claimed: July 1 to June 30."
        type="date"
        field={field("through", today)}
      />
      <h2>Days earned</h2>
      <p className="hint">
        Days on which a minimum day of recovery became full. A day may be earned before its absence, also in
        the summer of the same fiscal year.
      </p>
      <Rows
        most={mostEarned}
        inSight={4}
        beside
        more="More days earned"
        isUsed={isUsed(["earned"])}
        row={(index) => (
          <TextField
            key={index}
            label={`Day earned ${index + 1}`}
            type="date"
            field={field(rowField("earned", index))}
          />
        )}
      />
      <h2>Absences</h2>
      <p className="hint">
        The day missed, and what it was. Only whole days missed can be made up; the kind of day decides
        whether this one can.
      </p>
      <Rows
        most={mostAbsences}
        inSight={6}
        more="More absences"
        isUsed={isUsed(["absent", "category"])}
        row={(index) => (
          <fieldset className="row end" key={index}>
            <legend>{`Absence ${index + 1}`}</legend>
            <TextField label="Day missed" type="date" field={field(rowField("absent", index))} />
            <Select
              label="It was"
              empty="Choose"
              field={field(rowField("category", index))}
              choices={categoryChoices}
            />
          </fieldset>
        )}
      />
      <h2>What the law leaves open</h2>
      <SettingFields names={claimSettingNames} sent={sent} district={district} />
    </>
  );
}
