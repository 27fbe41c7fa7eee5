import { sql } from "drizzle-orm";
import type { Tx } from "#app/access/scope.server.ts";
import { onTheRolls } from "./on-the-rolls.server.ts";
import type { PupilSearch } from "./pupil-search.ts";

export type FoundPupil = {
  pupilId: number;
  studentNumber: number;
  lastName: string;
  firstName: string;
  /** −1 TK, 0 K, 1 to 12. */
  grade: number;
  /** Blank is active, `*` pre-enrolled, anything else inactive. */
  inactiveCode: string;
};

const columns = sql`p.pupil_id as "pupilId", p.student_number as "studentNumber", p.last_name as "lastName",
  p.first_name as "firstName", p.grade, trim(p.inactive_code) as "inactiveCode"`;

/**
 * Pupils of a school by exact student number or ID, or by the beginnings of their names in any order; active ones
 * first. One more than `most` comes back where there are more.
 */
export async function findPupils(
  tx: Tx,
  schoolId: number,
  search: PupilSearch,
  most: number,
): Promise<FoundPupil[]> {
  const matches =
    "number" in search
      ? sql`(p.student_number = ${search.number} or p.pupil_id = ${search.number})`
      : sql.join(
          search.words.map((word) => {
            const begins = `${word.replace(/[\\%_]/g, "\\$&")}%`;
            return sql`(p.last_name ilike ${begins} or p.first_name ilike ${begins})`;
          }),
          sql` and `,
        );
  return tx.execute<FoundPupil>(sql`select ${columns} from pupil p where p.school_id = ${schoolId} and ${matches}
    order by p.inactive_code <> '', p.last_name, p.first_name, p.pupil_id limit ${most + 1}`);
}

export type ClassList = {
  section: number;
  title: string;
  room: string | null;
  period: string;
  pupils: FoundPupil[];
};

/** The classes in scope with the pupils in them on a day: for a teacher, their own. */
export async function classLists(tx: Tx, schoolId: number, today: Temporal.PlainDate): Promise<ClassList[]> {
  const date = sql`${today.toString()}::date`;
  const rows = await tx.execute<FoundPupil & Omit<ClassList, "pupils">>(sql`
    select c.section_number as section, c.title, c.room, c.period, ${columns}
    from section c join roster r on r.school_id = c.school_id and r.section_number = c.section_number
    join pupil p on p.school_id = r.school_id and p.pupil_id = r.pupil_id
    where c.school_id = ${schoolId} and c.active and ${onTheRolls(today, today)}
      and r.starts_on <= ${date} and (r.ends_on is null or r.ends_on >= ${date})
    order by c.period, c.title, c.section_number, p.last_name, p.first_name, p.pupil_id`);
  return [...Map.groupBy(rows, (row) => row.section).values()].map((pupils) => {
    const { section, title, room, period } = pupils[0]!;
    return { section, title, room, period, pupils };
  });
}
