import type { PgBoss } from "pg-boss";
import type postgres from "postgres";

/**
 * Gives up the jobs of a worker that was killed, which would keep the next of their kind waiting for a quarter of an
 * hour. Who holds the folder knows that no worker is left.
 */
export async function giveUpInterrupted(admin: postgres.Sql, boss: PgBoss): Promise<void> {
  const jobs = await admin<{ id: string; name: string }[]>`
    select id, name from pgboss.job where state = 'active'`;
  for (const { name, id } of jobs) await boss.fail(name, id, { reason: "The worker was killed." });
}
