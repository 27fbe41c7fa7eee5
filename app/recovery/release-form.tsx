import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices, Select, TextField } from "#app/ui/field.tsx";
import { Fold } from "#app/ui/fold.tsx";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import type { SessionView } from "./session-view.ts";

/** Gives back one pupil's place or turn in line. */
export function ReleaseForm({ view, reply }: { view: SessionView; reply: FormReply | null }) {
  const holders = [...view.roster, ...view.waiting];
  if (holders.length === 0) return null;
  return (
    <Fold title="Give a place back" open={reply !== null}>
      <form method="post" action={paths.recoveryRelease(view.schoolId, view.sessionId)} className="stack">
        <Select
          label="Pupil"
          empty="Choose a pupil"
          field={fieldFrom(reply, "releasedPupil", undefined, { required: true })}
          choices={holders.map(({ pupilId, name }) => ({ value: String(pupilId), label: name }))}
        />
        <Choices
          label="Offer this session to the pupil again?"
          field={fieldFrom(reply, "step", "released", { required: true })}
          choices={[
            { value: "released", label: "Yes, if there is a place" },
            { value: "declined", label: "No, the family declined" },
          ]}
        />
        <TextField
          label="Why"
          field={fieldFrom(reply, "releaseReason", undefined, { required: true, maxLength: 300 })}
        />
        <Button quiet>Give the place back</Button>
      </form>
    </Fold>
  );
}
