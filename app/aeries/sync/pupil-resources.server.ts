import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { AeriesResult } from "#app/aeries/failure.ts";
import type { Parsed } from "#app/aeries/payload/rows.ts";
import type { Student } from "#app/aeries/payload/student.ts";
import type { ChangeArea } from "#app/aeries/resources.ts";
import { changedPupils } from "./changed-pupils.server.ts";
import { mergeRows, refuseNothing } from "./merge-rows.server.ts";
import { heldBy, misfitsOf, withPupil } from "./misfit.ts";
import {
  contactTable,
  enrollmentTable,
  goneFromAeries,
  numberPrograms,
  presentLast,
  programTable,
  pupilTable,
} from "./pupil-tables.ts";
import type { Rewritten } from "./rewritten.ts";
import type { Reading, Resource, ResourceName, Run } from "./run.ts";
import type { StoredTable } from "./stored-table.ts";

const ask = (run: Run) => ({ databaseYear: run.year, signal: run.signal });

/** More changed pupils than this are read in pages, not one by one. */
const mostOneByOne = 100;

const students: Resource = {
  name: "students",
  needs: ["connection"],
  async read(run, last) {
    const changed = await changedPupils(run, "student", last);
    return changed === null || changed.size > mostOneByOne ? everyPupil(run) : somePupils(run, [...changed]);
  },
};

async function everyPupil(run: Run): Promise<AeriesResult<Reading>> {
  const all: Parsed<Student> = { good: [], bad: [] };
  for await (const page of run.aeries.students(run.schoolId, ask(run))) {
    if (!page.ok) return page;
    for (const row of page.value.good) if (row.schoolCode === run.schoolId) all.good.push(row);
    for (const row of page.value.bad) all.bad.push(row);
  }
  const write: Reading["write"] = async (tx) => {
    const held = { column: "pupil_id", ids: heldBy(all.bad, "StudentID") };
    const merged = await mergeRows(tx, pupilTable("mark"), run.schoolId, presentLast(all.good), { held });
    return { ...merged, misfits: misfitsOf(all.bad), reread: "all" };
  };
  return { ok: true, value: { read: all.good.length + all.bad.length, write } };
}

async function somePupils(run: Run, pupilIds: readonly number[]): Promise<AeriesResult<Reading>> {
  const answer = await run.aeries.studentsByIds(run.schoolId, pupilIds, ask(run));
  if (!answer.ok) return answer;
  const { good, bad, missing } = answer.value;
  const write: Reading["write"] = async (tx) => {
    refuseNothing(good.length + bad.length, missing.length);
    const merged = await mergeRows(tx, pupilTable("keep"), run.schoolId, presentLast(good));
    const gone = await tx.execute<Rewritten>(sql`update pupil set inactive_code = ${goneFromAeries}
      where school_id = ${run.schoolId} and pupil_id = any(${`{${missing.join(",")}}`}::integer[])
        and inactive_code <> ${goneFromAeries} returning to_jsonb(old) as was, to_jsonb(new) as became`);
    return {
      ...merged,
      vanished: gone.length,
      tables: [...merged.tables, { stored: pupilTable("keep"), rewritten: gone, newPupils: [] }],
      misfits: misfitsOf(bad),
      reread: "none",
    };
  };
  return { ok: true, value: { read: good.length + bad.length, write } };
}

type OfPupil = { pupilId: number };

/** A set of rows about pupils, which Aeries gives whole or not at all: read when any pupil's part changed. */
function aboutPupils<Sent extends OfPupil, Row extends OfPupil>(given: {
  name: ResourceName;
  area: ChangeArea;
  get: (run: Run) => Promise<AeriesResult<Parsed<Sent>>>;
  rows: (sent: readonly Sent[], run: Run) => readonly Row[];
  table: StoredTable<Row>;
  nameOf: (row: Row) => string;
  ofYear?: boolean;
}): Resource {
  return {
    name: given.name,
    needs: ["connection", "students"],
    async read(run, last) {
      const changed = await changedPupils(run, given.area, last);
      if (changed?.size === 0) return { ok: true, value: nothingChanged };
      const answer = await given.get(run);
      if (!answer.ok) return answer;
      const { good, bad } = answer.value;
      const write: Reading["write"] = async (tx) => {
        const pupils = await pupilsOf(tx, run.schoolId);
        const { fit, misfits } = withPupil(given.rows(good, run), pupils, given.nameOf);
        const within = given.ofYear ? sql`school_year = ${run.year}` : undefined;
        const held = { column: "pupil_id", ids: heldBy(bad, "StudentID") };
        const merged = await mergeRows(tx, given.table, run.schoolId, fit, { within, held });
        return { ...merged, misfits: [...misfitsOf(bad), ...misfits], reread: "all" };
      };
      return { ok: true, value: { read: good.length + bad.length, write } };
    },
  };
}

export const nothingChanged: Reading = {
  read: 0,
  write: async () => ({ appeared: 0, changed: 0, vanished: 0, misfits: [], reread: "none" }),
};

/** Everybody with a record at the school, active or not. */
export async function pupilsOf(tx: Tx, schoolId: number): Promise<Set<number>> {
  const rows = await tx.execute<{ id: number }>(
    sql`select pupil_id as id from pupil where school_id = ${schoolId}`,
  );
  return new Set(rows.map((row) => row.id));
}

export const pupilResources: readonly Resource[] = [
  students,
  aboutPupils({
    name: "enrollment",
    area: "enrollment",
    get: (run) => run.aeries.enrollment(run.schoolId, run.year, ask(run)),
    // The answer may hold other schools' and years' rows of the same pupils.
    rows: (sent, run) => sent.filter((row) => row.schoolCode === run.schoolId && row.schoolYear === run.year),
    table: enrollmentTable,
    nameOf: (row) => `Pupil ${row.pupilId}, from ${row.enterDate}`,
    ofYear: true,
  }),
  aboutPupils({
    name: "programs",
    area: "program",
    get: (run) => run.aeries.programs(run.schoolId, ask(run)),
    rows: numberPrograms,
    table: programTable,
    nameOf: (row) => `Pupil ${row.pupilId}, program ${row.programCode}, ${row.seq}`,
  }),
  aboutPupils({
    name: "contacts",
    area: "contact",
    get: (run) => run.aeries.contacts(run.schoolId, ask(run)),
    rows: (sent) => sent,
    table: contactTable,
    nameOf: (row) => `Pupil ${row.pupilId}, contact ${row.sequenceNumber}`,
  }),
];
