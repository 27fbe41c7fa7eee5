import { LinkButton } from "#app/ui/button.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RegisterLine } from "./register-list.ts";

const kinds = { missing: "bad", late: "warn", taken: "good", open: "info", elsewhere: "off" } as const;

const State = ({ line }: { line: RegisterLine }) => (
  <>
    <StatusTag kind={kinds[line.state]}>{line.label}</StatusTag> {line.detail}
  </>
);

/** The registers of a school's day: each row leads to that class on that day. */
export function RegisterTable({ caption, lines }: { caption: string; lines: readonly RegisterLine[] }) {
  return (
    <Table
      caption={caption}
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        {
          title: "Class",
          cell: (line) => (
            <a href={line.href}>{[line.title, line.period].filter((part) => part !== null).join(", ")}</a>
          ),
        },
        { title: "State", cell: (line) => <State line={line} /> },
        { title: "Teacher", cell: (line) => line.teachers },
        { title: "Pupils", cell: (line) => line.pupils, number: true },
      ]}
    />
  );
}

/** A teacher's own classes of the day, each with one button. */
export function ClassCards({ lines }: { lines: readonly RegisterLine[] }) {
  return (
    <ul className="stack">
      {lines.map((line) => (
        <li className="card row" key={line.key}>
          <div>
            <h2>{line.title}</h2>
            <p>{[line.period, `${line.pupils} pupils`].filter((part) => part !== null).join(" · ")}</p>
            <p>
              <State line={line} />
            </p>
          </div>
          <LinkButton href={line.href} quiet={line.state === "taken" || line.state === "late"}>
            {line.state === "taken" || line.state === "late" ? "Open register" : "Take register"}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
