import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { createDoor, type Door } from "#app/access/scope.server.ts";
import type { Clock, Log } from "#app/context.ts";
import { connect } from "#server/database.ts";

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A clock that stands where the test puts it. */
export const clockAt = (moment: string, timeZone = "America/Los_Angeles"): Clock => {
  const now = Temporal.Instant.from(moment);
  return { now: () => now, today: () => now.toZonedDateTimeISO(timeZone).toPlainDate() };
};

export type TestDatabase = {
  urls: { admin: string; web: string; worker: string };
  /** Superuser: for laying out facts and looking behind the policies. */
  admin: postgres.Sql;
  /** The door as the web process has it. */
  web: Door;
  /** The door as the worker has it. */
  worker: Door;
  /** Takes every row out of tables, also of those that only grow. */
  empty(...tables: string[]): Promise<void>;
  drop(): Promise<void>;
};

/** A migrated database of this test file's own, on the run's real Postgres. */
export async function createTestDatabase(clock: Clock): Promise<TestDatabase> {
  const template = inject("database");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const server = postgres(template.admin.replace(/\/template_ap$/, "/postgres"), {
    max: 1,
    onnotice: () => {},
  });
  for (let tries = 1; ; tries++) {
    try {
      await server`create database ${server(name)} template template_ap`;
      break;
    } catch (failure) {
      if (tries === 20) throw failure;
      await new Promise((next) => setTimeout(next, 200));
    }
  }
  const at = (url: string) => url.replace(/\/template_ap$/, `/${name}`);
  const urls = { admin: at(template.admin), web: at(template.web), worker: at(template.worker) };
  const admin = postgres(urls.admin, { max: 2, onnotice: () => {} });
  const web = connect(urls.web, { max: 10, name: "web" });
  const worker = connect(urls.worker, { max: 10, name: "worker" });
  return {
    urls,
    admin,
    web: createDoor({ database: web, clock, log: silentLog }),
    worker: createDoor({ database: worker, clock, log: silentLog }),
    async empty(...tables) {
      await admin.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`truncate ${tx(tables)}`;
      });
    },
    async drop() {
      await Promise.all([admin.end(), web.close(), worker.close()]);
      await server`drop database ${server(name)} with (force)`;
      await server.end();
    },
  };
}
