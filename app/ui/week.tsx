import type { ReactNode } from "react";
import { shortDay } from "./written-day.ts";

export type WeekRow = {
  /** "Period 2", "Saturday school", a pupil's name. */
  label: ReactNode;
  key: string | number;
  /** One a day, in the order of `days`; null draws a dash. */
  cells: readonly ReactNode[];
};

/** A week as a table; at phone width each row becomes a list of its days. `today` is marked when it is among them. */
export function Week({
  caption,
  first,
  days,
  rows,
  today,
}: {
  caption: string;
  /** The title of the first column. */
  first: string;
  days: readonly (Temporal.PlainDate | string)[];
  rows: readonly WeekRow[];
  today?: Temporal.PlainDate | string;
}) {
  const written = days.map(shortDay);
  const now = days.map((day) => (today && day.toString() === today.toString() ? "now" : undefined));
  return (
    <table className="week">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {written.map((day, at) => (
            <th key={day} scope="col" className={now[at]} aria-current={now[at] && "date"}>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {written.map((day, at) => (
              <td key={day} data-day={day} className={now[at]}>
                {row.cells[at] ?? "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
