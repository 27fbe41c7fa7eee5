import { Choices, Select, TextArea, TextField } from "#app/ui/field.tsx";
import { BreakFields } from "./breaks-fields.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { otherTeachers } from "./program-form.ts";
import { purposeNotices } from "./purpose.ts";
import { PurposeFields } from "./purpose-fields.tsx";
import { programKinds, weekdaysLabel } from "./series.ts";
import { SessionFields, type TeacherChoice } from "./session-fields.tsx";

const kinds = Object.entries(programKinds).map(([value, label]) => ({ value, label }));
const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdaysLabel([day]) }));
/** The fields of a program. `start`: what they hold before anything was sent. */
export function ProgramFields(props: {
  reply: FormReply | null;
  start: Partial<Record<string, string[]>>;
  teachers: readonly TeacherChoice[];
  /** Dates that the program it is copied from left out. */
  before: readonly string[];
}) {
  const { reply, start, teachers, before } = props;
  const first = (name: string) => start[name]?.[0];
  const field = (name: string, required = false, maxLength?: number) =>
    fieldFrom(reply, name, first(name), { required, maxLength });
  const one = Object.fromEntries(Object.keys(start).map((name) => [name, first(name)]));
  const choices = teachers.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <p className="note">{purposeNotices.limitedTerm}</p>
      <TextField label="Name" hint="As families would know it." field={field("name", true, 60)} />
      <Select label="When it meets" empty="Choose" field={field("kind", true)} choices={kinds} />
      <div className="fields">
        <TextField label="First date" type="date" field={field("startsOn", true)} />
        <TextField label="Last date" type="date" field={field("endsOn", true)} />
      </div>
      <Choices
        many
        label="Days of the week"
        field={field("weekday")}
        chosen={reply ? (reply.values.weekday ?? []) : (start.weekday ?? [])}
        choices={weekdays}
      />
      <SessionFields reply={reply} start={one} teachers={teachers} required />
      {otherTeachers.map((name, at) => (
        <Select
          key={name}
          label={at === 0 ? "Second teacher" : "Third teacher"}
          hint={
            at === 0 ? "Each certificated teacher more allows 20 pupils more, or 10 with TK or K." : undefined
          }
          empty="Nobody"
          field={field(name)}
          choices={choices}
        />
      ))}
      <BreakFields field={(name) => field(name)} />
      <PurposeFields field={(name) => field(name)} />
      <TextArea
        label="Dates on which it does not meet"
        hint="One a line: the date, then why. For example: 2026-11-28 Thanksgiving weekend. Days without school are found by themselves."
        rows={3}
        field={field("exceptions")}
      />
      {before.length > 0 && <p className="hint">Last time these dates were left out: {before.join("; ")}.</p>}
    </>
  );
}
