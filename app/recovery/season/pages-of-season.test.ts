import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loader as seasonsPage } from "#app/routes/schools.$schoolId.recovery.seasons._index/route.tsx";
import { loader as seasonPage } from "#app/routes/schools.$schoolId.recovery.seasons.$seasonId._index/route.tsx";
import {
  action as adopt,
  loader as adoptionPage,
} from "#app/routes/schools.$schoolId.recovery.seasons.$seasonId.adoption/route.tsx";
import {
  action as change,
  loader as changesPage,
} from "#app/routes/schools.$schoolId.recovery.seasons.$seasonId.changes/route.tsx";
import { loader as pupilsPage } from "#app/routes/schools.$schoolId.recovery.seasons.$seasonId.pupils/route.tsx";
import { action as plan } from "#app/routes/schools.$schoolId.recovery.seasons.new/route.tsx";
import { addAbsentPupils } from "../../../tests/recovery/saturday.ts";
import { openRecoveryOffice } from "../../../tests/recovery/staff-of-a-session.ts";
import { ProposedSeason, type ProposedView } from "./season-page.tsx";

let office: Awaited<ReturnType<typeof openRecoveryOffice>>;
let people: (typeof office)["people"];
beforeAll(async () => {
  office = await openRecoveryOffice();
  people = office.people;
  await addAbsentPupils(office.database.admin, 12);
});
afterAll(async () => {
  vi.useRealTimers();
  await office.database.drop();
});

const school = { schoolId: "10" };
const form: [string, string][] = [
  ["name", "Fall Saturdays"],
  ["subject", "Mathematics"],
  ["from", "2026-10-17"],
  ["through", "2026-10-31"],
  ["weekday", "6"],
  ["startsAt.1", "08:00"],
  ["endsAt.1", "12:30"],
  ["breakWhat.1", "lunch"],
  ["breakStarts.1", "11:00"],
  ["breakEnds.1", "11:30"],
  ["room.1", "1"],
  ["seats.1", "8"],
  ["teacher.1", "501"],
  ["on.1", "6"],
  ["from.1", "07:00"],
  ["to.1", "13:00"],
  ["bands", "spans"],
  ["minimumFill", "2"],
  ["siblings", "when free"],
];
const without = (name: string) => form.filter(([one]) => one !== name);
type Page = {
  proposed: ProposedView | null;
  adoption: { sessions: { id: number; label: string }[]; placeCount: number } | null;
};
const errorsOf = (answer: { body: unknown }) => (answer.body as { errors: Record<string, string> }).errors;
const at = (to: string | null) => ({ ...school, seasonId: to!.split("/").at(-1)! });
const see = async (where: { seasonId: string }) =>
  (await people.coordinator.get(seasonPage, "/s", where)).body as Page;
const facts = async (where: { seasonId: string }) => (await see(where)).proposed!.facts;
let season: { schoolId: string; seasonId: string };

test("a plan that cannot be read says what to do at each field and keeps the rest", async () => {
  const bad = await people.coordinator.post(
    plan,
    "/n",
    [...without("from"), ["from", "2026-11-30"], ["seats.2", "9"], ["from.2", "x"], ["endsAt.2", "09:00"]],
    school,
  );
  expect(bad.status).toBe(400);
  expect(errorsOf(bad)).toEqual({
    "room.2": "Enter the room.",
    "startsAt.2": "Enter when the session starts.",
    through: "The last day is before the first. Choose it again.",
  });
  expect((bad.body as { values: Record<string, string[]> }).values.subject).toEqual(["Mathematics"]);
  const past = await people.coordinator.post(
    plan,
    "/n",
    [...without("through"), ["through", "2027-07-03"]],
    school,
  );
  expect(errorsOf(past).through).toContain("June 30, 2027");
  expect((await people.bell.post(plan, "/n", form, school)).status).toBe(403);
});

test("a season is proposed with its days, its bound, what limits it and what one more teacher adds", async () => {
  const planned = await people.coordinator.post(plan, "/n", form, school);
  expect(planned.to).toMatch(/^\/schools\/10\/recovery\/seasons\/\d+$/);
  season = at(planned.to);
  const { proposed } = await see(season);
  expect(proposed!.facts).toMatchObject({ days: "12 days", pupils: 12, bound: "100% of 12 days" });
  expect(proposed!.sessions.map(({ date, seats, grades }) => [date, seats, grades])).toEqual([
    ["2026-10-17", "8 of 8", "grades 4 to 6"],
    ["2026-10-24", "4 of 8", "grades 4 to 6"],
  ]);
  expect(proposed!.sessions[0]!.times).toBe("8:00 am to 12:30 pm, without lunch, 11:00 am to 11:30 am");
  expect(proposed!.money.money).toBe("amount not set");
  expect(proposed!.oneMore).toMatch(/^Nothing/);
  const html = renderToStaticMarkup(
    createElement(ProposedSeason, { schoolId: 10, season: { id: 1, changes: null }, proposed: proposed! }),
  );
  expect(html).not.toContain("Sam");
  const [kept] = await office.database.admin`select inputs::text as inputs from recovery_season`;
  expect(kept?.inputs).not.toContain("Sam");
});

test("the pupils of a session are shown with the reason, and the look is on record", async () => {
  const { proposed } = await see(season);
  const key = encodeURIComponent(proposed!.sessions[0]!.key);
  const pupils = await people.coordinator.get(pupilsPage, `/p?session=${key}`, season);
  const { rows } = pupils.body as { rows: { pupilId: number; why: string }[] };
  expect(rows[0]?.why).toBe("Can still recover 1 day. 1 session fill 1 minimum day of 240 minutes.");
  const [seen] = await office.database
    .admin`select pupil_ids from pupil_view where page = 'season''s pupils' order by id desc limit 1`;
  expect(seen?.pupil_ids).toEqual(rows.map(({ pupilId }) => pupilId).toSorted((one, other) => one - other));
  expect((await people.coordinator.get(pupilsPage, "/p?session=x", season)).status).toBe(404);
});

test("a change plans anew and leaves the proposal before as it was", async () => {
  const { proposed } = await see(season);
  const [first, second] = proposed!.sessions;
  const wrong = await people.coordinator.post(change, "/c", { [`seats.${first!.key}`]: "0" }, season);
  expect(errorsOf(wrong)[`seats.${first!.key}`]).toContain("1 to 200");
  const changed = await people.coordinator.post(
    change,
    "/c",
    [
      ["leave", first!.key],
      [`seats.${second!.key}`, "5"],
      ["leavePupil", "3001"],
    ],
    season,
  );
  const next = at(changed.to);
  expect(await facts(next)).toMatchObject({ days: "11 days", wanted: "11 days" });
  expect((await see(next)).proposed!.sessions.map(({ date, seats }) => [date, seats])).toEqual([
    ["2026-10-24", "5 of 5"],
    ["2026-10-31", "6 of 8"],
  ]);
  expect((await facts(season)).days).toBe("12 days");
  const view = (await people.coordinator.get(changesPage, "/c", next)).body as {
    leftOut: { value: string }[];
  };
  expect(view.leftOut.map(({ value }) => value)).toEqual([first!.key, "pupil 3001"]);
  const back = await people.coordinator.post(change, "/c", { back: "pupil 3001" }, next);
  expect((await facts(at(back.to))).wanted).toBe("12 days");
});

test("a season is adopted once: families who said yes are booked, by the verbs of a single session", async () => {
  await office.database.admin`insert into recovery_election (school_id, pupil_id, answer, said_by, at)
    select 10, pupil_id, 'yes', 'mother', now() from pupil where pupil_id in (3001, 3002, 3003) and school_id = 10`;
  const { seen } = (await people.coordinator.get(adoptionPage, "/a", season)).body as { seen: string };
  const all = await people.coordinator.post(adopt, "/a", { seen, who: "everyone" }, season);
  expect(Object.keys(errorsOf(all))).toEqual(["agreed", "saidBy"]);
  const stale = await people.coordinator.post(adopt, "/a", { seen: "0-x", who: "said yes" }, season);
  expect(errorsOf(stale)[""]).toContain("have changed");
  const [both] = [
    await Promise.all(
      [1, 2].map(() => people.coordinator.post(adopt, "/a", { seen, who: "said yes" }, season)),
    ),
  ];
  expect(both.map(({ status }) => status)).toEqual([302, 302]);
  const [count] = await office.database.admin`select (select count(*) from recovery_session)::int as sessions,
    (select count(*) from recovery_place where step = 'booked')::int as places,
    (select count(*) from recovery_season_adoption)::int as adoptions`;
  expect(count).toEqual({ sessions: 2, places: 3, adoptions: 1 });
  const breaks = await office.database.admin`select distinct breaks from recovery_session`;
  expect(breaks).toEqual([{ breaks: [{ what: "lunch", startsAt: 660, endsAt: 690 }] }]);
  const { adoption } = await see(season);
  expect(adoption).toMatchObject({ placeCount: 3 });
  expect(adoption?.sessions).toHaveLength(2);
  for (const { label } of adoption?.sessions ?? [])
    expect(label).toMatch(/^Sat, \w{3} \d+, 20\d\d, .* to .*, room ./);
  expect(errorsOf(await people.coordinator.post(change, "/c", { leave: "x" }, season))[""]).toContain(
    "was adopted",
  );
  const list = (await people.coordinator.get(seasonsPage, "/l", school)).body as {
    seasons: { adopted: string | null }[];
  };
  expect(list.seasons.map(({ adopted }) => adopted)).toEqual([null, "2026-10-16"]);
});

test("what is taken already is not proposed again, and pupils booked elsewhere count as provided for", async () => {
  const again = at((await people.coordinator.post(plan, "/n", form, school)).to);
  const { proposed } = await see(again);
  expect(proposed!.barred.map(({ date }) => date)).toEqual(["2026-10-17", "2026-10-24"]);
  expect(proposed!.barred[0]!.why).toContain("another session");
  expect(proposed!.facts).toMatchObject({ wanted: "9 days", days: "8 days" });
  expect(proposed!.oneMore).toBe("Nothing in the same rooms. With one more room: 1 day more.");
  expect((await people.coordinator.get(seasonPage, "/s", { ...school, seasonId: "999" })).status).toBe(404);
});
