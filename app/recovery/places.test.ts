import { expect, test } from "vitest";
import { type Asking, givePlaces, inLine } from "./places.ts";
import { defaultRecoverySettings as settings } from "./settings.ts";

const asks = (pupilId: number, recoverableDays: number, more: Partial<Asking> = {}): Asking => ({
  pupilId,
  grade: 4,
  familyKey: null,
  recoverableDays,
  waitingSince: pupilId,
  ...more,
});
const ids = (of: readonly { pupilId: number }[]) => of.map(({ pupilId }) => pupilId);
const session = { capacity: 3, lowGrade: 1, highGrade: 6, teachers: [{ id: 501, name: "Ann Abe" }] };
const seated = (pupilId: number, familyKey: number | null) => ({ pupilId, grade: 4, familyKey });

test("the line goes by days, then by who has waited longest", () => {
  expect(ids(inLine([asks(1, 2), asks(2, 5), asks(3, 5)], []))).toEqual([2, 3, 1]);
});

test("brothers and sisters follow the one of them whose turn comes first", () => {
  const line = [asks(1, 4), asks(2, 5, { familyKey: 7 }), asks(3, 1, { familyKey: 7 }), asks(4, 5)];
  expect(ids(inLine(line, []))).toEqual([2, 3, 4, 1]);
});

test("of those with as many days a sibling of somebody in the session comes first, and never before more days", () => {
  const line = [asks(1, 3), asks(2, 3, { familyKey: 7 }), asks(3, 4), asks(4, 2, { familyKey: 8 })];
  const holding = [seated(90, 7), seated(91, 8)];
  expect(ids(inLine(line, holding))).toEqual([3, 2, 1, 4]);
  expect(ids(givePlaces(session, holding, line, settings).placed)).toEqual([3]);
  expect(ids(givePlaces(session, holding, line.slice(0, 2), settings).placed)).toEqual([2]);
});

test("a family takes the last two places together, before somebody with as many days who came first", () => {
  const line = [asks(1, 3), asks(2, 3, { familyKey: 7, waitingSince: 0 }), asks(3, 2, { familyKey: 7 })];
  const { placed, waiting } = givePlaces(session, [seated(90, null)], line, settings);
  expect([ids(placed), ids(waiting)]).toEqual([[2, 3], [1]]);
});
