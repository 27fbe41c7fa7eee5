import { importText } from "#app/attendance/import-text.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import type { FirstContact } from "./gain.server.ts";
import type { GainingPupil, NextStep } from "./gain.ts";

/** One pupil to call about, as text. */
export type CallRow = {
  pupilId: number;
  name: string;
  studentNumber: number;
  grade: string;
  days: number;
  missed: number;
  claimed: number;
  next: string;
  contact: string;
  phone: string;
};

const words: Record<NextStep["name"], string> = {
  booked: "Booked for",
  waiting: "On the waiting list for",
  invited: "Invited, no answer yet: call about",
  declined: "Declined: ask again only if the family wishes",
  invite: "Invite",
};

export const nextInWords = ({ name, date }: NextStep): string =>
  date === null ? words[name] : `${words[name]} ${writtenDay(date)}`;

/** The pupils who can gain most, each with what to do next and whom to call. */
export function callList(
  pupils: readonly GainingPupil[],
  contacts: ReadonlyMap<number, FirstContact>,
): CallRow[] {
  return pupils.map((pupil) => {
    const contact = contacts.get(pupil.pupilId);
    return {
      pupilId: pupil.pupilId,
      name: pupil.name,
      studentNumber: pupil.studentNumber,
      grade: String(gradeFromAeries(pupil.grade) ?? ""),
      days: pupil.canStillRecover,
      missed: pupil.uncoveredAbsences,
      claimed: pupil.claimedDays,
      next: nextInWords(pupil.next),
      contact: contact ? `${contact.name}${contact.relationship ? ` (${contact.relationship})` : ""}` : "",
      phone: contact?.phone ?? "",
    };
  });
}

/** The call list as CSV. */
export const callListFile = (rows: readonly CallRow[]): string =>
  importText<CallRow>(
    [
      { title: "Student number", of: ({ studentNumber }) => studentNumber },
      { title: "Name", of: ({ name }) => name },
      { title: "Grade", of: ({ grade }) => grade },
      { title: "Can still gain (days)", of: ({ days }) => days },
      { title: "Absences not made up", of: ({ missed }) => missed },
      { title: "Recovered so far", of: ({ claimed }) => claimed },
      { title: "Next step", of: ({ next }) => next },
      { title: "Contact", of: ({ contact }) => contact },
      { title: "Phone", of: ({ phone }) => phone },
    ],
    rows,
  );
