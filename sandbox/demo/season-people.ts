import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { createAccount } from "#app/access/accounts.server.ts";
import type { Actor } from "#app/access/actor.ts";
import { createPasswords } from "#app/access/password.server.ts";
import type { DemoContext } from "./season.ts";

/**
 * Who has to do with the season at a school: the demo's coordinator and teacher, a colleague who leads the Saturdays,
 * and the number of another certificated teacher.
 */
export type SeasonSchool = {
  id: number;
  planner: Actor;
  teacher: Actor;
  saturdayTeacher: Actor;
  colleague: number;
};

type Row = {
  school: number;
  schoolName: string;
  user: number;
  name: string;
  email: string;
  role: "recovery coordinator" | "teacher";
  staff: number | null;
};

/** The schools of the demo's coordinator. Who leads the Saturdays gets an account that nobody knows a password of. */
export async function seasonSchools(context: DemoContext, admin: postgres.Sql): Promise<SeasonSchool[]> {
  const rows = await admin<Row[]>`
    select r.school_id as school, c.name as "schoolName", u.id::int as user, u.name, u.email, r.role, u.staff_id as staff
    from user_role r join user_account u on u.id = r.user_id join school c on c.id = r.school_id
    where r.role in ('recovery coordinator', 'teacher') order by r.school_id, u.id`;
  const passwords = createPasswords();
  const schools: SeasonSchool[] = [];
  for (const row of rows.filter(({ role }) => role === "recovery coordinator")) {
    const led = rows.find(({ role, school }) => role === "teacher" && school === row.school);
    const [first, second] = await admin<{ id: number; name: string; email: string }[]>`
      select t.id, t.first_name || ' ' || t.last_name as name, lower(t.email) as email
      from staff t join staff_school s on s.staff_id = t.id
      where s.school_id = ${row.school} and t.active and coalesce(t.educator_id, '') <> '' and t.left_on is null
        and t.title = 'Teacher' and t.email is not null and t.id <> ${led?.staff ?? 0} order by t.id desc limit 2`;
    if (!led || !first || !second) continue;
    const passwordHash = await passwords.hash(randomBytes(24).toString("base64url"));
    const user = await context.door.asSystem("demo people", [row.school], (tx) =>
      createAccount(tx, { by: null, actor: "demo" }, context.clock.now(), {
        email: first.email,
        name: first.name,
        passwordHash,
        staffId: first.id,
        roles: [{ schoolId: row.school, role: "teacher" }],
      }),
    );
    if (user === null) throw new Error(`${first.email} has an account already.`);
    const saturdays: Row = { ...led, ...first, user, staff: first.id };
    schools.push({
      id: row.school,
      planner: actorOf(row),
      teacher: actorOf(led),
      saturdayTeacher: actorOf(saturdays),
      colleague: second.id,
    });
  }
  return schools;
}

const actorOf = ({ school, schoolName, user, name, email, role, staff }: Row): Actor => ({
  userId: user,
  name,
  email,
  sessionHandle: "",
  staffId: staff,
  schoolId: school,
  roles: [role],
  schools: [school],
  isDistrict: false,
  places: [{ id: school, name: schoolName }],
  ownSectionsOnly: role === "teacher",
  banner: null,
});
