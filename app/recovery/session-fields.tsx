import { gradeFromAeries, gradeLabel, grades, gradeToAeries } from "#app/people/grade.ts";
import { Select, TextField } from "#app/ui/field.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";

export type SessionStart = Partial<Record<string, string>>;
export type TeacherChoice = { id: number; name: string };

const gradeChoices = grades.map((grade) => ({
  value: String(gradeToAeries(grade)),
  label: gradeLabel(gradeFromAeries(gradeToAeries(grade)) ?? grade),
}));

/** The fields that a session and a school's defaults have in common. `required`: none may be left empty. */
export function SessionFields(props: {
  reply: FormReply | null | undefined;
  start: SessionStart;
  teachers: readonly TeacherChoice[];
  required: boolean;
}) {
  const { reply, start, teachers, required } = props;
  const field = (name: string, maxLength?: number) =>
    fieldFrom(reply, name, start[name], { required, maxLength });
  return (
    <>
      <div className="pair">
        <TextField label="Starts" type="time" short field={field("startsAt")} />
        <TextField label="Ends" type="time" short field={field("endsAt")} />
      </div>
      <TextField label="Room" short field={field("room", 40)} />
      <Select
        label="Certificated teacher"
        hint="A teacher with a credential on record, employed by the district."
        empty="Choose a teacher"
        field={field("teacherId")}
        choices={teachers.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <TextField
        label="Subject"
        hint="What is taught, aligned to the grade's standards."
        field={field("subject", 80)}
      />
      <div className="pair">
        <Select label="From" empty="Choose a grade" field={field("lowGrade")} choices={gradeChoices} />
        <Select label="Through" empty="Choose a grade" field={field("highGrade")} choices={gradeChoices} />
      </div>
      <TextField
        label="Places"
        hint="With one teacher: 20 at most, 10 when TK or K pupils may come."
        inputMode="numeric"
        short
        field={field("capacity", 3)}
      />
    </>
  );
}
