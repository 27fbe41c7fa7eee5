import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { roles } from "#app/access/permissions.ts";
import { contextOn } from "../access/test-context.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { fullSchoolMorning, layOutFullSchool } from "./full-school.ts";
import { signedIn } from "./signed-in.ts";

type Loader = (args: LoaderFunctionArgs) => unknown;
type Person = Awaited<ReturnType<typeof signedIn>>;
type Places = Awaited<ReturnType<typeof layOutFullSchool>>;

/** Pages that nobody at a school is shown, each with its reason. A new page is asked unless it is named here. */
const notAsked: Record<string, string> = {
  "sign-in._index": "asks who someone is",
  "sign-in.code": "asks who someone is",
  "sign-in.enrol": "asks who someone is",
  "answers.$key": "a family's own page",
  "held.$id": "gives someone back what they typed themselves",
  "schools.$schoolId.aeries.quarantine.settlement": "sends on to the list, or answers a post",
};

const routes = Object.entries(
  import.meta.glob<{ loader?: Loader; default?: unknown }>("../../app/routes/*/route.{ts,tsx}"),
).map(([path, load]) => ({ route: path.split("/").at(-2) ?? "", load }));

/** What stands in the addresses. Exports have numbers of their own in each of the two places. */
const paramsOf = (route: string, at: Places): Record<string, string | number> => ({
  schoolId: 10,
  pupilId: route.includes("stays") ? 3001 : 1001,
  date: "2026-10-27",
  absenceDate: "2026-09-21",
  section: 101,
  sessionId: route.includes("holds") ? 1 : at.session,
  exportId: route.includes("recovery") ? at.recoveryExport : at.markExport,
  seasonId: at.season,
  programId: at.program,
  correctionId: at.correction,
  year: 2026,
  ...(route.includes("registers") ? {} : { period: "p-1" }),
  setting: "rounding",
  language: "es",
  userId: 901,
});
/** What is asked with it, where a page tells of pupils only when asked. */
const queries: Record<string, string> = {
  "schools.$schoolId.pupils._index": "?q=adams",
  "schools.$schoolId.registers.$date.section.$section.missing-pupil": "?q=1001",
  "schools.$schoolId.recovery.seasons.$seasonId.pupils": "?session=2026-11-07+480+Library",
  "schools.$schoolId.compliance.pupil-views[.]csv": "?pupil=1002",
  "schools.$schoolId.recovery.headcount": "?from=2026-10-31&through=2026-11-07",
};

let database: TestDatabase;
let laid: Places;
const people = new Map<string, Person>();
const pupils = new Map<number, RegExp>();
beforeAll(async () => {
  const clock = clockAt(fullSchoolMorning);
  database = await createTestDatabase(clock);
  await layOutSmallDistrict(database.admin);
  laid = await layOutFullSchool(database.admin);
  const { context } = contextOn(database, clock);
  const places = roles.map((role) => ({ role, schoolId: role === "district administrator" ? 0 : 10 }));
  for (const { role, schoolId } of [...places, { role: "compliance officer" as const, schoolId: 0 }]) {
    const staffId = role === "teacher" ? 501 : undefined;
    people.set(
      `${role} ${schoolId}`,
      await signedIn(database, context, { name: role, role, schoolId, staffId }),
    );
  }
  for (const { id, name } of await database.admin<{ id: number; name: string }[]>`
      select pupil_id as id, last_name as name from pupil where school_id = 10`)
    pupils.set(id, new RegExp(`(?<![\\w-])(${name}|${id})(?![\\w-])`));
});
afterAll(() => database.drop());

/** A file is read as a page is. */
const readWhole = (loader: Loader) => async (args: LoaderFunctionArgs) => {
  const answer = await loader(args);
  return answer instanceof Response && answer.status === 200 ? { file: await answer.text() } : answer;
};
const textOf = (answer: unknown): string => {
  const seen = JSON.stringify(answer, (_, value: unknown) =>
    value instanceof Map ? [...value] : value instanceof Set ? [...value] : withHidden(value),
  );
  return seen ?? "";
};
/** Fields that a loader hides from delivery are drawn all the same. */
const withHidden = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const names = Object.getOwnPropertyNames(value);
  if (names.length === Object.keys(value).length) return value;
  return Object.fromEntries(names.map((name) => [name, (value as Record<string, unknown>)[name]]));
};

/** What someone has looked at since, by the record of views; a file that is taken out is on record as a change. */
async function lookedAt(userId: number, since: { views: number; changes: number }): Promise<Set<number>> {
  const rows = await database.admin<{ pupils: number[] }[]>`
    select pupil_ids as pupils from pupil_view where by = ${userId} and id > ${since.views}
    union all select pupil_ids from audit_entry where by = ${userId} and school_id = 10 and id > ${since.changes}`;
  return new Set(rows.flatMap(({ pupils }) => pupils));
}
const newest = async () => {
  const [row] = await database.admin<{ views: number; changes: number }[]>`select
    (select coalesce(max(id), 0)::int from pupil_view) as views,
    (select coalesce(max(id), 0)::int from audit_entry where school_id = 10) as changes`;
  return row!;
};

test("whoever is shown a pupil on any page is on record as having looked at that pupil", async () => {
  const unanswered: string[] = [];
  const naming = new Set<string>();
  const unrecorded: string[] = [];
  for (const { route, load } of routes) {
    const { loader, default: page } = await load();
    if (loader === undefined || route in notAsked || route.startsWith("api.")) continue;
    let answered = 0;
    for (const [who, person] of people) {
      const before = await newest();
      const address = `/page${queries[route] ?? ""}`;
      const answer = await person.get(readWhole(loader), address, paramsOf(route, laid));
      if (answer.status !== 200) continue;
      answered++;
      const text = textOf(answer.body);
      const shown = [...pupils].filter(([, word]) => word.test(text)).map(([id]) => id);
      if (shown.length === 0) continue;
      naming.add(route);
      const looked = await lookedAt(person.userId, before);
      const missing = shown.filter((id) => !looked.has(id));
      if (missing.length > 0) unrecorded.push(`${route}, ${who}: ${missing.join(" ")}`);
    }
    if (page !== undefined && answered === 0) unanswered.push(route);
  }
  expect(unanswered).toEqual([]);
  // So many do; fewer would mean that there was nothing to see.
  expect(naming.size).toBeGreaterThanOrEqual(38);
  expect(unrecorded).toEqual([]);
}, 120_000);
