import { displayDay, isAfter } from "#app/calendar/day.ts";
import { certifiedThrough, type TeacherFacts, teacherStanding } from "./certification.ts";

/** A document that ends within so many days is told ahead. */
export const noticeDays = 60;

export type CredentialRow = {
  name: string;
  state: "good" | "unverified" | "ending" | "not";
  /** The documents on record, or where the state's number stands for one. */
  documents: string;
  through: string;
  words: string;
};

export function credentialView(teacher: TeacherFacts, today: Temporal.PlainDate): CredentialRow {
  const standing = teacherStanding(teacher, today);
  const through = certifiedThrough(teacher, today);
  const isEnding = through !== null && !isAfter(through, today.add({ days: noticeDays }));
  const row = {
    name: teacher.name,
    documents: teacher.documents.map(({ document }) => document).join("; ") || "Number in Aeries only",
    through: through !== null ? displayDay(through) : teacher.documents.length > 0 ? "No end" : "–",
  };
  if (!standing.qualified) return { ...row, state: "not", words: standing.reason };
  if (!standing.verified)
    return { ...row, state: "unverified", words: "Nobody has entered the document and when it ends." };
  return isEnding
    ? { ...row, state: "ending", words: `Ends in ${today.until(through).days} days.` }
    : { ...row, state: "good", words: "Valid." };
}
