import { type ImportColumn, importText } from "#app/attendance/import-text.ts";
import { formatTime } from "#app/calendar/bell.ts";
import { type OtherProgram, otherPrograms } from "./purpose.ts";

/** Somebody who was there while another program ran, as that program's own list names them. */
export type OtherRow = {
  name: string;
  studentNumber: number;
  date: string;
  inAt: number | null;
  outAt: number | null;
};

const time = (minute: number | null) => (minute === null ? "" : formatTime(minute));

/**
 * The list of attendance that another program keeps for itself (AR-ELO-1, -5): who was at the site, and when. It says
 * nothing of recovery's minutes, and recovery's own record is not read from it.
 */
export function otherListFile(program: OtherProgram, rows: readonly OtherRow[]): string {
  const columns: ImportColumn<OtherRow>[] = [
    { title: "Program", of: () => otherPrograms[program] },
    { title: "Name", of: ({ name }) => name },
    { title: "Student number", of: ({ studentNumber }) => studentNumber },
    { title: "Date", of: ({ date }) => date },
    { title: "In", of: ({ inAt }) => time(inAt) },
    { title: "Out", of: ({ outAt }) => time(outAt) },
  ];
  return importText(columns, rows);
}
