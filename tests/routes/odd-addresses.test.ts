import { resolve } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RequestContext } from "#app/context.ts";
import { layOutSmallDistrict } from "../database/small-district.ts";
import { clockAt, createTestDatabase, type TestDatabase } from "../database/test-database.ts";
import { contextOf, signedIn } from "../page/signed-in.ts";
import { productRoutes } from "./product-routes.ts";

/** Whatever stands in an address, a page answers with a page, a sentence or "nothing here"; it never fails. */
const clock = clockAt("2026-10-14T17:00:00Z");
let database: TestDatabase;
let people: Awaited<ReturnType<typeof signedIn>>[];
let session: string;
beforeAll(async () => {
  database = await createTestDatabase(clock);
  const { admin } = database;
  await layOutSmallDistrict(admin);
  const { context } = contextOf(database, clock) as { context: RequestContext };
  people = [
    await signedIn(database, context, { name: "Dana", role: "district administrator", schoolId: 0 }),
    await signedIn(database, context, { name: "Cora", role: "recovery coordinator", schoolId: 10 }),
    await signedIn(database, context, { name: "Kit", role: "compliance officer", schoolId: 0 }),
  ];
  const [row] =
    await admin`insert into recovery_session (school_id, on_date, starts_at, ends_at, room, teacher_id,
      subject, low_grade, high_grade, capacity, created_at)
    values (10, '2026-10-17', 540, 780, 'A', 501, 'Reading', 0, 6, 10, now()) returning id`;
  session = String(row!.id);
});
afterAll(() => database.drop());

type Loader = (args: LoaderFunctionArgs) => unknown;
type Action = (args: ActionFunctionArgs) => unknown;
const routes = (await productRoutes()).filter(
  ({ name, file }) => name !== "root" && !file.includes("sign-in"),
);
const loaders = await Promise.all(
  routes.map(async ({ name, file, pattern }) => {
    const route = (await import(/* @vite-ignore */ resolve(file))) as { loader?: Loader; action?: Action };
    return { name, pattern, loader: route.loader, action: route.action };
  }),
);
const withLoader = loaders.flatMap((each) =>
  each.loader === undefined ? [] : [{ ...each, loader: each.loader }],
);

const great = ["2147483648", "99999999999", "999999999999999", "1e20", "-1", "0"];
const days = ["0000-01-01", "0001-01-01", "9999-12-31", "+275760-09-13", "-000001-01-01"];
const numberNames = [
  "page",
  "from",
  "copy",
  "copiedFrom",
  "session",
  "section",
  "pupil",
  "by",
  "q",
  "year",
  "asked",
];
const dayNames = ["date", "week", "from", "to", "through"];

/** Parameters of a pattern with their usual values. */
const usual: Record<string, string> = {
  schoolId: "10",
  date: "2026-10-14",
  section: "101",
  period: "",
  year: "2026",
  language: "en",
  pupilId: "1001",
  absenceDate: "2026-10-13",
  setting: "rounding",
};
const namesIn = (pattern: string) => [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!);
const usualOf = (name: string, pattern: string) =>
  name === "sessionId"
    ? session
    : name === "period" && pattern.includes("claims")
      ? "p-1"
      : (usual[name] ?? "1");

async function ask(
  loader: Loader,
  pattern: string,
  params: Record<string, string>,
  search = "",
): Promise<number[]> {
  const statuses: number[] = [];
  for (const person of people) {
    const path = pattern.replaceAll(/:(\w+)\??/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ""),
    );
    statuses.push((await person.get(loader as never, `${path}${search}`, params)).status);
  }
  return statuses;
}

/** Forms with a number in them; "?" stands for what no record has, all else is as the form sends it. */
const at = "schools.$schoolId.recovery";
const ofSession = `${at}.sessions.$sessionId`;
const forms: [name: string, fields: Record<string, string>][] = [
  [`${ofSession}.release`, { releasedPupil: "?", step: "released", releaseReason: "Moved" }],
  [`${ofSession}.bookings`, { pupil: "?", agreed: "on", saidBy: "Mother, by phone" }],
  [`${ofSession}.teachers`, { joinsOrLeaves: "?", teacherStep: "joined" }],
  [`${ofSession}.teachers`, { joinsOrLeaves: "?", teacherStep: "left", teacherReason: "Ill" }],
  [`${ofSession}.walk-ins`, { studentNumber: "?", walkInSaidBy: "Father, at the door" }],
  [`${ofSession}.capacity`, { places: "?" }],
  [`${ofSession}.taps`, { in: "?", waited: "?" }],
  [`${ofSession}.presence`, { "in.?": "9:00", "out.?": "10:00" }],
  [`${ofSession}.invitations._index`, { pupil: "?", first: "1" }],
  [
    `${ofSession}.invitations.answers`,
    { answeredPupil: "?", answer: "yes", answerSaidBy: "Mother, by phone" },
  ],
  [`${ofSession}.stays.$pupilId.reattribution`, { studentNumber: "?", moveReason: "Twins" }],
  [`${at}.invitations._index`, { session: "?", pupil: "1001" }],
  [`${at}.invitations.letters`, { session: "?", which: "all" }],
  [`${at}.credentials`, { staffId: "?", document: "Multiple Subject", employed: "yes" }],
];

test.each(forms)("%s answers whatever number its form sends", async (name, fields) => {
  const route = loaders.find((each) => each.name === name)!;
  const params = Object.fromEntries(
    namesIn(route.pattern).map((param) => [param, usualOf(param, route.pattern)]),
  );
  for (const odd of great) {
    const sent = Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field.replace("?", odd), value.replace("?", odd)]),
    );
    const path = route.pattern.replaceAll(/:(\w+)/g, (_, param: string) => params[param]!);
    const answer = await people[1]!.post(route.action as never, path, params, sent);
    expect({ odd, status: answer.status < 500 }).toEqual({ odd, status: true });
  }
});

test("a place that nobody has is not given back, and what was typed is still there", async () => {
  const name = `${ofSession}.release`;
  const fields = { releasedPupil: "99999999999", step: "released", releaseReason: "Moved to Fresno" };
  const params = { schoolId: "10", sessionId: session };
  const release = loaders.find((each) => each.name === name)!.action;
  const answer = await people[1]!.post(
    release as never,
    `/schools/10/recovery/sessions/${session}/release`,
    params,
    fields,
  );
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: { releasedPupil: "Choose the pupil." }, values: { releaseReason: ["Moved to Fresno"] } },
  });
});

describe.each(withLoader)("$pattern", ({ pattern, loader }) => {
  const names = namesIn(pattern);
  const base = () => Object.fromEntries(names.map((name) => [name, usualOf(name, pattern)]));

  test.runIf(names.length > 0)("answers whatever stands in its address", async () => {
    for (const name of names)
      for (const odd of [...great, ...days])
        for (const status of await ask(loader, pattern, { ...base(), [name]: odd }))
          expect({ name, odd, status: status < 500 }).toEqual({ name, odd, status: true });
  });

  test("answers whatever is asked after it", async () => {
    for (const [names, values] of [
      [numberNames, great],
      [dayNames, days],
    ] as const)
      for (const odd of values) {
        const search = `?${new URLSearchParams(names.map((name) => [name, odd]))}`;
        for (const status of await ask(loader, pattern, base(), search))
          expect({ search, status: status < 500 }).toEqual({ search, status: true });
      }
  });
});
