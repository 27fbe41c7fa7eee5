import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import type { ClassRow } from "#app/aeries/payload/class-row.ts";
import type { Section } from "#app/aeries/payload/section.ts";
import { arrayLiteral } from "./array-literal.ts";
import { changedPupils } from "./changed-pupils.server.ts";
import { rosterTable, sectionTable, teachingOf, teachingTable } from "./class-tables.ts";
import { type Held, incomingRows, mergeRows, notHeld, refuseNothing } from "./merge-rows.server.ts";
import { heldBy, misfitsOf, withPupil } from "./misfit.ts";
import { nothingChanged, pupilsOf } from "./pupil-resources.server.ts";
import type { Rewritten } from "./rewritten.ts";
import type { Misfit, Reading, Resource, Run } from "./run.ts";

const ask = (run: Run) => ({ databaseYear: run.year, signal: run.signal });

const sections: Resource = {
  name: "sections",
  needs: ["connection"],
  async read(run) {
    const answer = await run.aeries.sections(run.schoolId, ask(run));
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    const write: Reading["write"] = async (tx) => {
      const held = { column: "section_number", ids: heldBy(bad, "SectionNumber") };
      await nameTeachers(tx, good);
      const table = sectionTable(await courseTitles(tx));
      const merged = await mergeRows(tx, table, run.schoolId, good, { held });
      const teaching = teachingOf(good, run.context.clock.today().toString());
      const taught = await mergeRows(tx, teachingTable, run.schoolId, teaching, { held });
      return {
        ...merged,
        changed: merged.changed + taught.appeared + taught.changed + taught.vanished,
        tables: [...merged.tables, ...taught.tables],
        misfits: misfitsOf(bad),
        reread: "all",
      };
    };
    return { ok: true, value: { read: good.length + bad.length, write } };
  },
};

async function courseTitles(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.execute<{ id: string; title: string }>(sql`select id, title from course`);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Teachers whom the district's list has not named (yet, or for want of the right to read it). */
async function nameTeachers(tx: Tx, sections: readonly Section[]): Promise<void> {
  const people = [...new Map(sections.flatMap((one) => one.staff).map((one) => [one.staffId, one])).values()];
  await tx.execute(sql`insert into staff (id, last_name, first_name, active)
    select *, true from unnest(${arrayLiteral(people.map((one) => one.staffId))}::integer[],
      ${arrayLiteral(people.map((one) => one.lastName))}::text[], ${arrayLiteral(people.map((one) => one.firstName))}::text[])
    on conflict do nothing`);
}

const rosters: Resource = {
  name: "rosters",
  needs: ["connection", "students", "sections"],
  async read(run, last) {
    const changed = await changedPupils(run, "class", last);
    if (changed?.size === 0) return { ok: true, value: nothingChanged };
    const answer = await run.aeries.classes(run.schoolId, ask(run));
    if (!answer.ok) return answer;
    const { good, bad } = answer.value;
    const write: Reading["write"] = async (tx) => {
      const pupils = await pupilsOf(tx, run.schoolId);
      const known = withPupil(good, pupils, nameOf);
      const { fit, misfits } = withSection(known.fit, await sectionsOf(tx, run.schoolId));
      const held = { column: "pupil_id", ids: heldBy(bad, "StudentID") };
      refuseNothing(fit.length, await openSpans(tx, run, held));
      const merged = await mergeRows(tx, rosterTable, run.schoolId, fit);
      const ended = await endMissing(tx, run, fit, held);
      return {
        ...merged,
        vanished: ended.length,
        tables: [...merged.tables, { stored: rosterTable, rewritten: ended, newPupils: [] }],
        misfits: [...misfitsOf(bad), ...known.misfits, ...misfits],
        reread: "all",
      };
    };
    return { ok: true, value: { read: good.length + bad.length, write } };
  },
};

const nameOf = (row: ClassRow) => `Pupil ${row.pupilId}, section ${row.sectionNumber}, from ${row.startDate}`;

function withSection(rows: readonly ClassRow[], known: ReadonlySet<number>) {
  const fit: ClassRow[] = [];
  const misfits: Misfit[] = [];
  for (const row of rows)
    if (known.has(row.sectionNumber)) fit.push(row);
    else
      misfits.push({
        key: nameOf(row),
        reason: "No such section at this school.",
        kind: "invalid",
        code: null,
        raw: { pupilId: row.pupilId, sectionNumber: row.sectionNumber },
      });
  return { fit, misfits };
}

async function sectionsOf(tx: Tx, schoolId: number): Promise<Set<number>> {
  const rows = await tx.execute<{ id: number }>(
    sql`select section_number as id from section where school_id = ${schoolId}`,
  );
  return new Set(rows.map((row) => row.id));
}

/** How many spans an answer without rows would end. */
async function openSpans(tx: Tx, run: Run, held: Held): Promise<number> {
  const today = run.context.clock.today().toString();
  const [open] = await tx.execute<{ rows: number }>(sql`select count(*)::int as rows from roster
    where school_id = ${run.schoolId} and (ends_on is null or ends_on >= ${today}::date) and ${notHeld(held)}`);
  return open?.rows ?? 0;
}

/**
 * Spans that Aeries no longer has. Where it now has another span of the same pupil and section, the old one was a
 * mistake and is removed, as became one that had not begun; else the pupil was in the class until yesterday.
 */
async function endMissing(tx: Tx, run: Run, fit: readonly ClassRow[], held: Held): Promise<Rewritten[]> {
  if (held.ids === "anyone") return [];
  const today = run.context.clock.today();
  return await tx.execute<Rewritten>(sql`
    with incoming as materialized (${incomingRows(rosterTable, fit)}),
    missing as (
      select r.section_number, r.pupil_id, r.starts_on, r.starts_on >= ${today.toString()}::date or exists (
          select 1 from incoming i where i.section_number = r.section_number and i.pupil_id = r.pupil_id) as mistaken
      from roster r where r.school_id = ${run.schoolId}
        and not exists (select 1 from incoming i
          where i.section_number = r.section_number and i.pupil_id = r.pupil_id and i.starts_on = r.starts_on)
        and not r.pupil_id = any(${arrayLiteral([...held.ids])}::integer[])),
    removed as (delete from roster r using missing m where r.school_id = ${run.schoolId} and m.mistaken
      and (r.section_number, r.pupil_id, r.starts_on) = (m.section_number, m.pupil_id, m.starts_on)
      returning to_jsonb(r) as was, null::jsonb as became),
    ended as (update roster r set ends_on = ${today.subtract({ days: 1 }).toString()}::date from missing m
      where r.school_id = ${run.schoolId} and not m.mistaken and (r.ends_on is null or r.ends_on >= ${today.toString()}::date)
        and (r.section_number, r.pupil_id, r.starts_on) = (m.section_number, m.pupil_id, m.starts_on)
      returning to_jsonb(old) as was, to_jsonb(new) as became)
    select was, became from removed union all select was, became from ended`);
}

export const classResources: readonly Resource[] = [sections, rosters];
