import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Day } from "#app/ui/day.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Table } from "#app/ui/table.tsx";
import { daysWord, type offerRow, type SeasonView } from "./season-view.ts";

type Refused = ReturnType<typeof offerRow> & { why: string };
export type ProposedView = SeasonView & {
  oneMore: string;
  barred: Refused[];
  idle: string[];
  unable: string[];
};

/** The sessions that an adopted season became. */
export function AdoptedSeason(props: {
  schoolId: number;
  adoption: { sessions: { id: number; label: string }[]; placeCount: number; on: string };
}) {
  const { sessions, placeCount, on } = props.adoption;
  return (
    <>
      <Notice kind="good">
        Adopted on <Day day={on} />: {sessions.length} {sessions.length === 1 ? "session" : "sessions"},{" "}
        {placeCount} {placeCount === 1 ? "place" : "places"} booked.{" "}
        <a
          href={paths.recoveryInviteMany(
            props.schoolId,
            sessions.map(({ id }) => id),
          )}
        >
          Invite further families to all of them
        </a>
        , or open a session to invite to it alone.
      </Notice>
      <ul>
        {sessions.map(({ id, label }) => (
          <li key={id}>
            <a href={paths.recoverySession(props.schoolId, id)}>{label}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is proposed, what it is worth, what keeps it from more, and what is not held and why. */
export function ProposedSeason(props: {
  schoolId: number;
  season: { id: number; changes: number | null };
  proposed: ProposedView;
}) {
  const { schoolId, season, proposed } = props;
  const { facts, money, sessions } = proposed;
  return (
    <>
      <DefinitionList
        facts={[
          { term: "Days recovered", is: `${facts.days} by ${facts.pupils} pupils, if everybody comes` },
          { term: "Worth", is: money.money },
          { term: "Could be recovered", is: `${facts.wanted} by all pupils together` },
          {
            term: "Share of the most possible",
            is: `${facts.bound}, which no plan with these teachers, rooms and dates exceeds`,
          },
          { term: "Seats filled", is: facts.seats },
          { term: "What limits it", is: facts.binding },
          { term: "One more teacher", is: proposed.oneMore },
        ]}
      />
      {proposed.idle.length > 0 && (
        <Notice kind="warn">
          No session uses these teachers: {proposed.idle.join("; ")}. No room or time of the plan is left for
          them.
        </Notice>
      )}
      {proposed.unable.map((sentence) => (
        <Notice kind="warn" key={sentence}>
          {sentence}
        </Notice>
      ))}
      <div className="row">
        {sessions.length > 0 && (
          <LinkButton href={paths.seasonAdoption(schoolId, season.id)}>Adopt the season</LinkButton>
        )}
        <a href={paths.seasonChanges(schoolId, season.id)}>Change the proposal</a>
        {season.changes !== null && <a href={paths.season(schoolId, season.changes)}>The proposal before</a>}
      </div>
      {sessions.length === 0 ? (
        <Empty title="No session to propose">{facts.binding}</Empty>
      ) : (
        <Table
          caption="Sessions"
          columns={[
            { title: "Day", cell: (row) => <Day day={row.date} /> },
            { title: "Time", cell: (row) => row.times, whole: true },
            { title: "Room", cell: (row) => row.room },
            { title: "Grades", cell: (row) => row.grades },
            { title: "Teachers", cell: (row) => row.teachers },
            {
              title: "Seats",
              cell: (row) => <a href={paths.seasonPupils(schoolId, season.id, row.key)}>{row.seats}</a>,
            },
            { title: "Days", cell: (row) => row.days, number: true },
            { title: "Why not more", cell: (row) => row.why, words: true },
          ]}
          rows={sessions}
          rowKey={(row) => row.key}
        />
      )}
      {money.rows.length > 0 && (
        <Table
          caption="Days and money by grade span"
          columns={[
            { title: "Grades", cell: (row) => row.span },
            { title: "Pupils", cell: (row) => row.pupils, number: true },
            { title: "Days", cell: (row) => daysWord(row.days), number: true },
            { title: "Money", cell: (row) => row.money, number: true },
          ]}
          rows={money.rows}
          rowKey={(row) => row.span}
        />
      )}
      <NotHeld caption="Free, and not used" rows={proposed.notHeld} />
      <NotHeld caption="Not possible" rows={proposed.barred} />
    </>
  );
}

function NotHeld({ caption, rows }: { caption: string; rows: readonly Refused[] }) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      columns={[
        { title: "Day", cell: (row) => <Day day={row.date} /> },
        { title: "Time", cell: (row) => row.times, whole: true },
        { title: "Room", cell: (row) => row.room },
        { title: "Why", cell: (row) => row.why, words: true },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  );
}
