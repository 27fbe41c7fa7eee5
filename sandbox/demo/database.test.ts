import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import type { Embedded } from "#server/embedded-postgres.ts";
import { layOutSmallDistrict } from "../../tests/database/small-district.ts";
import { openDatabase } from "./database.ts";

const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
const { admin, web, worker } = inject("database");
const server: Embedded = {
  urls: (database) => ({
    admin: at(admin, database),
    web: at(web, database),
    worker: at(worker, database),
  }),
  lastWords: () => "",
  stop: async () => {},
};
const inside = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(server.urls("ap_demo").admin, { max: 1, onnotice: () => {} });
  return work(sql).finally(() => sql.end());
};
const people = () =>
  inside(async (sql) => (await sql`select email from user_account`).map((row) => row.email));
afterAll(async () => {
  const sql = postgres(server.urls("postgres").admin, { max: 1 });
  await sql`drop database if exists ap_demo with (force)`;
  await sql.end();
});

test("a start that was stopped after the first account is made anew; before it, it goes on from there", async () => {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  await openDatabase(server, false, say);
  await inside(layOutSmallDistrict);
  await openDatabase(server, false, say);
  expect(await inside(async (sql) => (await sql`select 1 from school`).length)).toBe(2);

  await inside(
    (sql) => sql`insert into user_account (email, name, password_hash) values ('d@example.org', 'Dana', '')`,
  );
  await openDatabase(server, true, say);
  expect(await people()).toEqual(["d@example.org"]);
  expect(said).toEqual([]);
  await openDatabase(server, false, say);
  expect(await people()).toEqual([]);
  expect(said).toEqual(["The last start was stopped half way: starting this district over"]);
});
