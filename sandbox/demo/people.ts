import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { createAccount, enrolWithSecret } from "#app/access/accounts.server.ts";
import { createPasswords } from "#app/access/password.server.ts";
import type { Role } from "#app/access/permissions.ts";
import type { Door } from "#app/access/scope.server.ts";
import { newTotpSecret } from "#app/access/totp.server.ts";
import type { Clock, SecretBox } from "#app/context.ts";
import type { AccessFile } from "./access-file.ts";

type Person = { role: Role; email: string; name: string; staffId: number | null; schools: number[] };

/** Who is to be met in the demo: one person a role at the least, and teachers of three kinds of class. */
export async function choosePeople(admin: postgres.Sql): Promise<Person[]> {
  const teachers = await admin<{ school: number; staff: number; name: string; email: string }[]>`
    select distinct on (s.id) s.id as school, t.id as staff, t.first_name || ' ' || t.last_name as name, lower(t.email) as email
    from school s
    join section c on c.school_id = s.id and c.active
    join section_staff ss on ss.school_id = s.id and ss.section_number = c.section_number and ss.is_primary
    join staff t on t.id = ss.staff_id and t.active and t.email is not null and coalesce(t.educator_id, '') <> ''
    where s.active
    order by s.id, (select count(*) from roster r where r.school_id = s.id and r.section_number = c.section_number) desc, t.id`;
  const schools = await admin<{ id: number }[]>`select id from school where active order by id`;
  const first = schools[0]!.id;
  const last = schools.at(-1)!.id;
  const of = (role: Role, who: string, name: string, at: number[]): Person => ({
    role,
    email: `${who}@sierravista.example`,
    name,
    staffId: null,
    schools: at,
  });
  return [
    of("district administrator", "district", "Dana Whitfield", [0]),
    of("school administrator", "principal", "Pat Okafor", [first]),
    of("attendance clerk", "clerk", "Rosa Delgado", [first]),
    of("recovery coordinator", "coordinator", "Minh Tran", [first, last]),
    of("compliance officer", "compliance", "Helen Sorensen", [0]),
    of("auditor", "auditor", "Victor Amaya", [first, last]),
    ...teachers.map(
      ({ school, staff, name, email }): Person => ({
        role: "teacher",
        email,
        name,
        staffId: staff,
        schools: [school],
      }),
    ),
  ];
}

/** Gives each person an account with an authenticator already enrolled, so that scripts can sign in. */
export async function createPeople(
  people: readonly Person[],
  given: { door: Door; clock: Clock; secrets: SecretBox; admin: postgres.Sql },
): Promise<AccessFile["users"]> {
  const passwords = createPasswords();
  const users: AccessFile["users"] = [];
  for (const person of people) {
    const password = randomBytes(12).toString("base64url");
    const secret = await newTotpSecret();
    const passwordHash = await passwords.hash(password);
    await given.door.asSystem("demo people", person.schools, async (tx) => {
      const id = await createAccount(tx, { by: null, actor: "demo" }, given.clock.now(), {
        email: person.email,
        name: person.name,
        passwordHash,
        staffId: person.staffId,
        roles: person.schools.map((schoolId) => ({ schoolId, role: person.role })),
      });
      if (id === null) throw new Error(`${person.email} has an account already.`);
      await enrolWithSecret(tx, given, id, secret);
    });
    users.push({
      role: person.role,
      email: person.email,
      password,
      totp_secret: secret,
      schools: person.schools.includes(0)
        ? (await given.admin<{ id: number }[]>`select id from school where active order by id`).map(
            (row) => row.id,
          )
        : person.schools,
      name: person.name,
    });
  }
  return users;
}
