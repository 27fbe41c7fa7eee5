import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Checkbox, TextField } from "#app/ui/field.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { Table } from "#app/ui/table.tsx";
import { candidatesAtOnce } from "./candidate-rows.ts";
import { type FormReply, fieldFrom } from "./form-reply.ts";
import { PickPupil } from "./pick-pupil.tsx";
import type { SessionView } from "./session-view.ts";

/** Who could come, most days to recover first, to tick and book at once. */
export function BookingForm({ view, reply }: { view: SessionView; reply: FormReply | null }) {
  const { candidates, schoolId, sessionId } = view;
  if (candidates === null) return null;
  if (candidates.total === 0)
    return (
      <section id="pupil">
        <h2>Pupils to book</h2>
        <p>
          {candidates.whyNobody ??
            `Nobody else in ${view.grades} has an absence that can be recovered. When new absences are marked, the pupils show here.`}
        </p>
      </section>
    );
  const ticked = reply?.values.pupil ?? [];
  const last = candidates.from + candidates.rows.length - 1;
  const page = (from: number) => `${paths.recoverySession(schoolId, sessionId)}?from=${from}`;
  return (
    <form method="post" action={paths.recoveryBookings(schoolId, sessionId)} className="stack">
      <h2 id="pupil">Pupils to book</h2>
      <Table
        caption="Pupils with absences to recover, most days first"
        columns={[
          {
            title: "Pupil",
            cell: (row) => <PickPupil pupilId={row.pupilId} name={row.name} ticked={ticked} />,
          },
          { title: "Grade", cell: (row) => row.grade, whole: true },
          { title: "Days to recover", cell: (row) => row.days, number: true },
          { title: "Why here in the list", cell: (row) => row.why, words: true },
          {
            title: "Record",
            cell: (row) => <a href={paths.pupilRecovery(schoolId, row.pupilId)}>Recovery</a>,
          },
        ]}
        rows={candidates.rows}
        rowKey={(row) => row.pupilId}
      />
      {candidates.total > candidates.rows.length && (
        <Pagination
          what="pupils"
          from={candidates.from}
          to={last}
          total={candidates.total}
          previousHref={candidates.from > 1 ? page(Math.max(1, candidates.from - candidatesAtOnce)) : null}
          nextHref={last < candidates.total ? page(last + 1) : null}
        />
      )}
      <Checkbox
        label="The families of the ticked pupils said yes"
        hint="Recovery is voluntary: nobody is booked without it."
        field={fieldFrom(reply, "agreed", undefined, { required: true })}
      />
      <TextField
        label="Who said yes, and how"
        hint="For example: mother, by phone on October 9."
        field={fieldFrom(reply, "saidBy", undefined, { required: true, maxLength: 200 })}
      />
      <Button>Book the ticked pupils</Button>
    </form>
  );
}
