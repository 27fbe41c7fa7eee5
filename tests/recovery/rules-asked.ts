import * as claimRoute from "#app/routes/api.rules.recovery-claim/route.ts";
import * as creditRoute from "#app/routes/api.rules.recovery-credit/route.ts";
import * as ratioRoute from "#app/routes/api.rules.recovery-ratio/route.ts";
import { contextOn } from "../access/test-context.ts";
import { callApi, layToken } from "../api/script.ts";
import { clockAt, createTestDatabase } from "../database/test-database.ts";

export const routes = { credit: creditRoute, claim: claimRoute, ratio: ratioRoute };

/** A script that asks the rules of recovery, with a token for them, and one that may not. */
export async function rulesAsked() {
  const database = await createTestDatabase(clockAt("2026-10-14T17:00:00Z"));
  const { context } = contextOn(database, clockAt("2026-10-14T17:00:00Z"));
  const token = await layToken(database, ["rules:ask"], []);
  const reader = await layToken(database, ["attendance:read"], [10]);
  return {
    database,
    context,
    token,
    reader,
    ask: (rule: keyof typeof routes, body: unknown, as: { token?: string | undefined } = { token }) =>
      callApi(context, routes[rule].action, `/api/rules/recovery-${rule}`, { ...as, body }),
  };
}

/** Sessions on successive dates from September 5; an inner list is several on one date. */
export const on = (...dates: (number | number[])[]) =>
  dates.flatMap((minutes, index) =>
    [minutes]
      .flat()
      .map((each) => ({ date: `2026-09-${String(5 + index).padStart(2, "0")}`, minutes: each })),
  );
export const times = (count: number, minutes: number) => on(...Array<number>(count).fill(minutes));

/** Every Thursday from September 3, 2026, so that no week is crowded, and the Saturday after. */
const weekly = (count: number, from: string) =>
  Array.from({ length: count }, (_, index) => Temporal.PlainDate.from(from).add({ weeks: index }).toString());
export const absent = (count: number, category = "EXCUSED", from = "2026-09-03") =>
  weekly(count, from).map((date) => ({ date, category }));
export const saturdays = (count: number) => weekly(count, "2026-09-05");
