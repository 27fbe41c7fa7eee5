import type postgres from "postgres";
import { makeToken } from "#app/access/make-token.server.ts";
import type { Door } from "#app/access/scope.server.ts";
import { everyTokenScope } from "#app/access/token-scope.ts";
import type { Clock } from "#app/context.ts";

/**
 * What a district would have decided before its first day: every school but the last daily one takes its registers
 * here, recovery sessions have a room and a teacher to fall back on, and scripts have a token.
 */
export async function settleDistrict(
  admin: postgres.Sql,
  { door, clock }: { door: Door; clock: Clock },
  apiToken: string,
): Promise<void> {
  const schools = await admin<{ id: number; kind: string }[]>`
    select id, attendance_kind as kind from school where active order by id`;
  const inAeries = schools.filter((school) => school.kind === "daily").at(-1)?.id;
  for (const { id } of schools) {
    if (id !== inAeries) await admin`update school set register_home = 'here' where id = ${id}`;
    const [teacher] = await admin<{ id: number }[]>`
      select t.id from staff t join staff_school ss on ss.staff_id = t.id and ss.school_id = ${id}
      where t.active and coalesce(t.educator_id, '') <> '' and t.left_on is null order by t.id limit 1`;
    await admin`update school set recovery_defaults = ${admin.json({
      startsAt: 8 * 60 + 30,
      endsAt: 12 * 60 + 30,
      room: "Library",
      subject: "Mathematics",
      capacity: 20,
      ...(teacher ? { teacherId: teacher.id } : {}),
    })} where id = ${id}`;
  }
  const now = clock.now();
  const token = {
    name: "Demo scripts",
    scopes: everyTokenScope,
    schools: schools.map(({ id }) => id),
    expiresAt: now.add({ hours: 24 * 365 }),
  };
  await door.asSystem("demo scripts", [], (tx) =>
    makeToken(tx, { by: null, actor: "demo" }, now, token, apiToken),
  );
}
