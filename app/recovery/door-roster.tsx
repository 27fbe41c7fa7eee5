import { formatTime } from "#app/calendar/bell.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import type { FormReply } from "./form-reply.ts";
import type { RosterRow } from "./roster-view.ts";
import type { SessionView } from "./session-view.ts";
import { timeField } from "./times-form.ts";

type Props = { view: SessionView; reply: FormReply | null };

/** Who is expected, here and gone, each with the next tap. One form: every button says what it does to whom. */
export function DoorRoster({ view, reply }: Props) {
  const { schoolId, sessionId, roster, inside } = view;
  if (roster.length === 0) return <p>Nobody has a place yet.</p>;
  const taps = inside !== null && view.rights.run && view.lock === null;
  return (
    <form
      method="post"
      action={paths.recoveryTaps(schoolId, sessionId)}
      data-save={taps ? paths.recoveryTapsSaved(schoolId, sessionId) : undefined}
      data-sign-in={paths.signIn()}
      className="door"
    >
      {inside && (
        <p className={inside.full ? "room note warn" : "room note"} role="status">
          <b>{`${inside.here} here`}</b>
          <span>{`${inside.expected} expected, ${inside.left} left.`}</span>
          <span>{inside.words}</span>
        </p>
      )}
      <p className="say" role="status" />
      <ul>
        {roster.map((row) => (
          <Row key={row.pupilId} view={view} row={row} taps={taps} error={reply?.errors[`p${row.pupilId}`]} />
        ))}
      </ul>
    </form>
  );
}

function Row(props: { view: SessionView; row: RosterRow; taps: boolean; error: string | undefined }) {
  const { view, row } = props;
  const way = row.where === "in" ? "out" : "in";
  return (
    <li id={`p${row.pupilId}`} className={`at-${row.where}`}>
      <div>
        <b>{row.name}</b> <i>{row.grade}</i>
        <span className="now">{row.words}</span>
        {(props.error ?? row.trouble) && <span className="err">{props.error ?? row.trouble}</span>}
        {row.note && <i className="why">{row.note}</i>}
      </div>
      <a href={paths.recoveryStays(view.schoolId, view.sessionId, row.pupilId)}>
        Times<span className="sr"> of {row.name}</span>
      </a>
      {props.taps && (
        <button className={way === "in" ? "btn" : "btn quiet"} type="submit" name={way} value={row.pupilId}>
          {way === "in" ? "In" : "Out"}
          <span className="sr"> {row.name}</span>
        </button>
      )}
    </li>
  );
}

/** Who was signed in and never out, each settled with one tap: at the end, or at a typed time. */
export function ForgottenSignOuts({ view, endsAt }: { view: SessionView; endsAt: number }) {
  const forgotten = view.roster.filter((row) => row.forgotten);
  if (forgotten.length === 0 || !view.rights.run || view.lock !== null) return null;
  return (
    <section className="note warn stack">
      <h2>Forgotten sign-outs</h2>
      <p>
        These pupils were signed in and never out. Say when each left; the end of the session is filled in.
      </p>
      {forgotten.map((row) => {
        const open = row.stays.find(({ outAt }) => outAt === "");
        if (open === undefined) return null;
        const name = timeField("out", row.pupilId, open.stay);
        return (
          <form
            key={row.pupilId}
            method="post"
            action={paths.recoveryPresence(view.schoolId, view.sessionId)}
            className="row"
          >
            <input type="hidden" name={timeField("in", row.pupilId, open.stay)} value={open.inAt} />
            <label>
              {row.name} left at{" "}
              <input
                className="in short"
                type="time"
                name={name}
                defaultValue={formatTime(endsAt)}
                required
              />
            </label>
            <Button quiet>
              Save<span className="sr"> when {row.name} left</span>
            </Button>
          </form>
        );
      })}
    </section>
  );
}
