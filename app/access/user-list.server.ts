import { sql } from "drizzle-orm";
import type { Role } from "./permissions.ts";
import type { Tx } from "./scope.server.ts";

export type User = {
  id: number;
  name: string;
  email: string;
  staffId: number | null;
  enrolled: boolean;
  suspended: boolean;
  /** `school` is "District" for school 0. */
  roles: { schoolId: number; school: string; role: Role }[];
  lastSeenAt: Temporal.Instant | null;
};

/** Everyone who has an account, or the one asked for: roles, and when they last used the product. By name. */
export async function listUsers(tx: Tx, onlyId: number | null = null): Promise<User[]> {
  const rows = await tx.execute<{
    id: number;
    name: string;
    email: string;
    staff_id: number | null;
    enrolled: boolean;
    suspended: boolean;
    roles: User["roles"];
    last_seen_at: string | null;
  }>(sql`select u.id, u.name, u.email, u.staff_id, u.totp_confirmed_at is not null as enrolled,
      u.suspended_at is not null as suspended,
      (select coalesce(json_agg(json_build_object('schoolId', r.school_id, 'school', coalesce(s.name, 'District'),
          'role', r.role) order by r.school_id, r.role), '[]')
        from user_role r left join school s on s.id = r.school_id where r.user_id = u.id) as roles,
      (select max(last_seen_at)::text from session where user_id = u.id and stage = 'full') as last_seen_at
    from user_account u where ${onlyId}::int is null or u.id = ${onlyId}::int order by u.name, u.id`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    staffId: row.staff_id,
    enrolled: row.enrolled,
    suspended: row.suspended,
    roles: row.roles,
    lastSeenAt: row.last_seen_at === null ? null : Temporal.Instant.from(row.last_seen_at),
  }));
}
