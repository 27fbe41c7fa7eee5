import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { Fold } from "#app/ui/fold.tsx";
import { attestationStatement } from "./attestation.ts";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import type { SessionView } from "./session-view.ts";

type Props = { view: SessionView; reply: FormReply | null };

/** A pupil who came without a booking. */
export function WalkInForm({ view, reply }: Props) {
  if (view.state === "attested" || view.inside === null) return null;
  return (
    <form method="post" action={paths.recoveryWalkIns(view.schoolId, view.sessionId)} className="card stack">
      <h2>A pupil came without a booking</h2>
      <TextField
        label="Student number"
        inputMode="numeric"
        short
        field={fieldFrom(reply, "studentNumber", undefined, { required: true, maxLength: 9 })}
      />
      <TextField
        label="Who of the family said yes, and how"
        field={fieldFrom(reply, "walkInSaidBy", undefined, { required: true, maxLength: 200 })}
      />
      <Button quiet>Check, add and sign in</Button>
    </form>
  );
}

/** The teacher's signature under the times. */
export function AttestationForm({ view }: { view: SessionView }) {
  return (
    <form
      method="post"
      action={paths.recoveryAttestation(view.schoolId, view.sessionId)}
      className="card stack"
    >
      <h2>{view.uncovered > 0 ? "Attest to the corrected times" : "Attest to the times"}</h2>
      <p className="text">{attestationStatement}</p>
      <p className="text">{view.breaks}</p>
      <p className="text">
        Nobody is credited until a teacher of the session does. After it the times are locked.
      </p>
      <Button>Attest to these times</Button>
    </form>
  );
}

/** An administrator opens attested times for corrections, for some hours. */
export function UnlockForm({ view, reply }: Props) {
  return (
    <form method="post" action={paths.recoveryUnlock(view.schoolId, view.sessionId)} className="card stack">
      <h2>Open the times for corrections</h2>
      <Choices
        label="For how long"
        field={fieldFrom(reply, "hours", "24", { required: true })}
        choices={[
          { value: "2", label: "2 hours" },
          { value: "24", label: "A day" },
          { value: "72", label: "Three days" },
        ]}
      />
      <TextField
        label="Why"
        hint="Kept on record. Every correction needs its own reason, and the teacher attests anew."
        field={fieldFrom(reply, "unlockReason", undefined, { required: true, maxLength: 300 })}
      />
      <Button quiet>Open the times</Button>
    </form>
  );
}

/** Calls the session off. */
export function CancellationForm({ view, reply }: Props) {
  return (
    <Fold title="Cancel this session" open={reply !== null}>
      <form
        method="post"
        action={paths.recoveryCancellation(view.schoolId, view.sessionId)}
        className="stack"
      >
        <p className="text">Its pupils are free for other sessions. This cannot be undone.</p>
        <TextField
          label="Why"
          field={fieldFrom(reply, "cancelReason", undefined, { required: true, maxLength: 300 })}
        />
        <Button danger>Cancel the session</Button>
      </form>
    </Fold>
  );
}
