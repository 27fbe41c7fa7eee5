import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices, Select, TextField } from "#app/ui/field.tsx";
import { Fold } from "#app/ui/fold.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { PurposeFields } from "./purpose-fields.tsx";
import type { SessionView } from "./session-view.ts";

type Props = { view: SessionView; reply: FormReply | null };

/** Who teaches the session: another joins, or one of them leaves. */
export function TeachersForm({ view, reply }: Props) {
  const { schoolId, sessionId, planning } = view;
  if (planning === null) return null;
  return (
    <Fold title="Teachers" open={reply !== null}>
      <form method="post" action={paths.recoveryTeachers(schoolId, sessionId)} className="stack">
        <p className="text">
          {planning.teachers.length === 0
            ? "Nobody teaches this session."
            : `${planning.teachers.map(({ name }) => name).join(", ")}.`}{" "}
          Each certificated teacher more allows 20 pupils more, or 10 with TK or K.
        </p>
        <Choices
          label="What happens"
          field={fieldFrom(reply, "teacherStep", "joined", { required: true })}
          choices={[
            { value: "joined", label: "A teacher joins" },
            { value: "left", label: "A teacher leaves" },
          ]}
        />
        <Select
          label="Teacher"
          empty="Choose a teacher"
          field={fieldFrom(reply, "joinsOrLeaves", undefined, { required: true })}
          choices={[...planning.teachers, ...planning.others].map(({ id, name }) => ({
            value: String(id),
            label: planning.teachers.some((teacher) => teacher.id === id) ? `${name} (teaches it now)` : name,
          }))}
        />
        <TextField
          label="Why, when a teacher leaves"
          field={fieldFrom(reply, "teacherReason", undefined, { maxLength: 300 })}
        />
        <Button quiet>Save the teachers</Button>
      </form>
    </Fold>
  );
}

/** How many places the session has. */
export function CapacityForm({ view, reply }: Props) {
  const { schoolId, sessionId, planning, state } = view;
  if (planning === null || state !== "planned") return null;
  return (
    <Fold title="Places" open={reply !== null}>
      <form method="post" action={paths.recoveryCapacity(schoolId, sessionId)} className="stack">
        <TextField
          label="How many"
          hint="More places go to the waiting list. It cannot be fewer than are booked."
          inputMode="numeric"
          short
          field={fieldFrom(reply, "places", String(planning.capacity), { required: true, maxLength: 3 })}
        />
        <Button quiet>Save the places</Button>
      </form>
    </Fold>
  );
}

/** What the session is for, to be said anew until it is attested. */
export function PurposeForm({ view, reply }: Props) {
  const { schoolId, sessionId, planning, purpose } = view;
  if (planning === null) return null;
  return (
    <Fold title="What it is for" open={reply !== null}>
      <form method="post" action={paths.recoveryPurpose(schoolId, sessionId)} className="stack">
        <PurposeFields field={(name) => fieldFrom(reply, name, purpose.fields[name])} />
        <Button quiet>Save what it is for</Button>
      </form>
    </Fold>
  );
}
