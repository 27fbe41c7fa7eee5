import type { Change } from "#app/access/trace.server.ts";
import type { StoredTable } from "./stored-table.ts";

type Facts = Readonly<Record<string, unknown>>;

/** A row of a school as it was, and as Aeries has it now; `became` null where Aeries no longer has it. */
export type Rewritten = { was: Facts; became: Facts | null };

/** What a reading did to one table: rows written over or taken away, and the pupils of those that are new. */
export type TableChanges = {
  stored: Pick<StoredTable<never>, "table" | "key" | "personal">;
  rewritten: readonly Rewritten[];
  newPupils: readonly number[];
};

/**
 * The changes as the audit keeps them, one for each pupil of a table: their rows by key with the facts that differ,
 * before and after. Of names, birthdays and addresses it keeps that they changed and never what they say. Rows that are
 * new are named by their pupils alone: what they say stands in the table, and here as soon as it is written over.
 */
export function changesOf(schoolId: number, { stored, rewritten, newPupils }: TableChanges): Change[] {
  const subject = stored.table.replaceAll("_", " ");
  const byPupil = Map.groupBy(rewritten, ({ was }) => (was.pupil_id ?? null) as number | null);
  const changes: Change[] = [...byPupil].map(([pupilId, rows]) => ({
    schoolId,
    action: "changed in Aeries",
    subject,
    pupilIds: pupilId === null ? [] : [pupilId],
    before: rows.map((row) => told(stored, row.was, row.became)),
    after: rows.map((row) => (row.became === null ? "gone" : told(stored, row.became, row.was))),
  }));
  if (newPupils.length > 0) changes.push({ schoolId, action: "new in Aeries", subject, pupilIds: newPupils });
  return changes;
}

/** The row's key and what differs from the other; all of it where there is no other. */
function told({ key, personal = [] }: TableChanges["stored"], row: Facts, other: Facts | null): Facts {
  const kept = Object.entries(row).filter(
    ([name, value]) =>
      name !== "school_id" &&
      name !== "pupil_id" &&
      (key.includes(name) || other === null || JSON.stringify(value) !== JSON.stringify(other[name])),
  );
  return Object.fromEntries(
    kept.map(([name, value]) => [name, personal.includes(name) ? "not kept here" : value]),
  );
}
