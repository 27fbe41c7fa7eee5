import { describe, expect, test } from "vitest";
import { answering, json } from "../../tests/aeries/answering.ts";
import { clientOf, pupil } from "../../tests/aeries/client-of.ts";

describe("pupils", () => {
  const collect = async (client: ReturnType<typeof clientOf>, pageSize: number) => {
    const ids: number[] = [];
    for await (const page of client.students(10, { pageSize })) {
      if (!page.ok) return page.failure.kind;
      ids.push(...page.value.good.map((row) => row.pupilId));
    }
    return ids;
  };
  const all = Array.from({ length: 7 }, (_, index) => pupil(index + 1));
  type Paging = (rows: typeof all, first: number, last: number) => unknown;
  const paging = (page: Paging) =>
    answering((request, response) => {
      const parameters = new URL(request.url ?? "", "http://x").searchParams;
      const rows = page(
        all,
        Number(parameters.get("StartingRecord")),
        Number(parameters.get("EndingRecord")),
      );
      json(response, rows, Array.isArray(rows) ? 200 : 404);
    });

  test.each<[string, Paging, number]>([
    ["an empty page past the end", (rows, first, last) => rows.slice(first - 1, last), 4],
    [
      "404 past the end",
      (rows, first, last) => (first > 7 ? { Message: "No students" } : rows.slice(first - 1, last)),
      4,
    ],
    [
      "the last page again past the end",
      (rows, first, last) => (first > 7 ? rows.slice(6) : rows.slice(first - 1, last)),
      4,
    ],
    ["a limit of its own", (rows, first, last) => rows.slice(first - 1, Math.min(last, first + 1)), 5],
    ["no paging at all", (rows) => rows, 2],
    [
      "pages that repeat a row",
      (rows, first, last) => [...rows.slice(0, first > 1 ? 1 : 0), ...rows.slice(first - 1, last)],
      4,
    ],
    ["pages one longer than asked for", (rows, first, last) => rows.slice(first - 1, last + 1), 3],
  ])("are all read, once each, from a server with %s", async (_, page, asked) => {
    const { url, requests } = await paging(page);
    expect(await collect(clientOf(url), 3)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(requests).toHaveLength(asked);
  });

  test("end with the failure when a page fails: half a school is not the school", async () => {
    const { url } = await answering((_, response, count) =>
      count === 1 ? json(response, all.slice(0, 3)) : json(response, {}, 500),
    );
    expect(await collect(clientOf(url), 3)).toBe("server_error");
  });

  test("by id: other schools' records are left out, those without one are named", async () => {
    const { url } = await answering((request, response) => {
      const id = Number(request.url?.split("/").at(-1));
      if (id === 3) json(response, { Message: "Invalid Student ID" }, 404);
      else json(response, [pupil(id, 20), ...(id === 1 ? [pupil(1)] : [])]);
    });
    expect(await clientOf(url).studentsByIds(10, [1, 2, 3])).toMatchObject({
      ok: true,
      value: { good: [{ pupilId: 1, schoolCode: 10 }], bad: [], missing: [2, 3] },
    });
  });
});
