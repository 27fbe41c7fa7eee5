import type postgres from "postgres";

/**
 * Makes the three roles where they are missing and gives the two that log in their passwords: `owner` owns the
 * tables, `web` and `worker` own nothing and cannot bypass row security. Roles belong to the whole server, so
 * this stands outside the migrations.
 */
export async function ensureRoles(
  admin: postgres.Sql,
  passwords: { web: string; worker: string },
): Promise<void> {
  await admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(460460)`;
    const present = new Set((await tx`select rolname from pg_roles`).map((row) => row.rolname as string));
    if (!present.has("owner")) await tx`create role owner nologin nobypassrls`;
    for (const role of ["web", "worker"] as const) {
      if (!present.has(role)) await tx`create role ${tx(role)} login nobypassrls`;
      const [statement] = await tx<{ text: string }[]>`
        select format('alter role %I password %L', ${role}::text, ${passwords[role]}::text) as text`;
      await tx.unsafe(statement!.text);
    }
    const [me] = await tx<
      { me: string; database: string }[]
    >`select current_user as me, current_database() as database`;
    await tx`grant owner to ${tx(me!.me)}`;
    await tx`grant create, connect, temporary on database ${tx(me!.database)} to owner`;
    await tx`grant connect, temporary on database ${tx(me!.database)} to web, worker`;
    await tx`alter schema public owner to owner`;
    await tx`grant usage on schema public to web, worker`;
  });
}
