import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { undelivered } from "./undelivered.ts";

type Module = ServerBuild["routes"][string]["module"];
const moduleOf = (loader: () => unknown, page?: () => null) =>
  ({ loader, default: page }) as unknown as Module;
const args = {} as never;
const load = (module: Module) => (module.loader as (of: never) => Promise<unknown>)(args);

test("a page finds what its loader returned, and nothing of it would be encoded", async () => {
  const found = (await load(
    undelivered(
      moduleOf(
        () => ({ frame: 1, view: 2 }),
        () => null,
      ),
    ),
  )) as { frame: number; view: number };
  expect([found.frame, found.view]).toEqual([1, 2]);
  expect(JSON.stringify(found)).toBe("{}");
});

test("answers of their own and routes without a page are left as they are", async () => {
  const answer = new Response("no", { status: 404 });
  const page = () => null;
  expect(await load(undelivered(moduleOf(() => answer, page)))).toBe(answer);
  expect(await load(undelivered(moduleOf(() => null, page)))).toBeNull();
  expect(await load(undelivered(moduleOf(() => ({ open: true }))))).toEqual({ open: true });
});
