import { displayDay } from "#app/calendar/day.ts";
import { Day } from "#app/ui/day.tsx";
import { Choices } from "#app/ui/field.tsx";
import { Table } from "#app/ui/table.tsx";
import { type FormReply, fieldFrom } from "../form-reply.ts";

type Choice = { value: string; label: string };
type ChangesView = {
  sessions: {
    key: string;
    date: string;
    times: string;
    room: string;
    grades: string;
    seats: string;
    roomSeats: number;
    locked: string;
  }[];
  bands: Choice[];
  teachers: Choice[];
  leftOut: Choice[];
};

/** What may be changed of a proposal: each session's grades and seats, and who or what is left out. */
export function ChangesFields({ view, reply }: { view: ChangesView; reply: FormReply | null | undefined }) {
  const { sessions, bands, teachers, leftOut } = view;
  const sent = (name: string, start: string) => (reply ? (reply.values[name]?.[0] ?? "") : start);
  const ticked = (name: string) => reply?.values[name] ?? [];
  return (
    <>
      <Table
        caption="Sessions as proposed"
        columns={[
          { title: "Day", cell: (row) => <Day day={row.date} /> },
          { title: "Time", cell: (row) => row.times, whole: true },
          { title: "Room", cell: (row) => row.room },
          {
            title: "Grades",
            cell: (row) => (
              <select
                name={`band.${row.key}`}
                className="in"
                aria-label={`Grades, ${nameOf(row)}`}
                defaultValue={sent(`band.${row.key}`, row.locked)}
              >
                <option value="">As planned ({row.grades})</option>
                {bands.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            ),
          },
          {
            title: "Seats",
            cell: (row) => {
              const field = `seats.${row.key}`;
              const error = reply?.errors[field];
              return (
                <>
                  {error && (
                    <span className="err" id={`${field}-error`}>
                      {error}
                    </span>
                  )}
                  <input
                    id={field}
                    name={field}
                    className="in short"
                    inputMode="numeric"
                    maxLength={3}
                    aria-label={`Seats, ${nameOf(row)}`}
                    aria-invalid={error ? true : undefined}
                    aria-describedby={error ? `${field}-error` : undefined}
                    defaultValue={sent(field, String(row.roomSeats))}
                  />
                </>
              );
            },
          },
          {
            title: "Leave out",
            cell: (row) => (
              <input
                type="checkbox"
                name="leave"
                value={row.key}
                aria-label={`Leave out, ${nameOf(row)}`}
                defaultChecked={ticked("leave").includes(row.key)}
              />
            ),
          },
        ]}
        rows={sessions}
        rowKey={(row) => row.key}
      />
      {teachers.length > 0 && (
        <Choices
          label="Leave out teachers"
          many
          field={fieldFrom(reply, "leaveTeacher")}
          chosen={ticked("leaveTeacher")}
          choices={teachers}
        />
      )}
      {leftOut.length > 0 && (
        <Choices
          label="Left out now: take back"
          many
          field={fieldFrom(reply, "back")}
          chosen={ticked("back")}
          choices={leftOut}
        />
      )}
    </>
  );
}

const nameOf = (row: { date: string; times: string; room: string }) =>
  `${displayDay(Temporal.PlainDate.from(row.date))}, ${row.times}, room ${row.room}`;
