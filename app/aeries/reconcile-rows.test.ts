import { expect, test } from "vitest";
import { reconcileRows } from "./reconcile-rows.ts";

test("rows are inserted, updated, removed, left, and held when they may be in what could not be read", () => {
  const known = [
    { id: 1, name: "a" },
    { id: 2, name: "b" },
    { id: 3, name: "c" },
    { id: 5, name: "e" },
  ];
  const incoming = [
    { id: 1, name: "a" },
    { id: 2, name: "x" },
    { id: 4, name: "old" },
    { id: 4, name: "d" },
  ];
  const difference = reconcileRows(
    known,
    incoming,
    (row) => row.id,
    (a, b) => a.name === b.name,
    (row) => row.id === 5,
  );
  expect(difference).toEqual({
    insert: [{ id: 4, name: "d" }],
    update: [{ known: { id: 2, name: "b" }, incoming: { id: 2, name: "x" } }],
    remove: [{ id: 3, name: "c" }],
    unchanged: 2,
  });
});
