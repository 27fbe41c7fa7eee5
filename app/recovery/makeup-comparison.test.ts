import { expect, test } from "vitest";
import type { SentItem } from "./export-item.ts";
import { absenceKey, type ComparedClaim, compareMakeups } from "./makeup-comparison.ts";
import { makeupKey } from "./outgoing-makeups.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const monday = day("2026-09-21");
const moment = (hour: number) => Temporal.Instant.from(`2026-10-20T${hour}:00:00Z`);
const claim = (pupilId: number, more: Partial<ComparedClaim> = {}): ComparedClaim => ({
  pupilId,
  absenceDate: monday,
  earnedDate: day("2026-10-17"),
  codeThen: "U",
  codeNow: "U",
  ...more,
});
const sent = (pupilId: number, more: Partial<SentItem> = {}): SentItem => ({
  ...{ pupilId, date: monday, sessionId: 0, action: "set", studentNumber: pupilId - 1000, dayNumber: 29 },
  ...{
    code: "M",
    madeUpOn: day("2026-10-17"),
    comment: "AR",
    minutes: null,
    exportId: 4,
    doneAt: moment(12),
  },
  ...more,
});
type Listed = [studentNumber: number, code: string, madeUpOn: string | null];
const list = (hour: number, rows: Listed[]) => ({
  at: moment(hour),
  makeups: new Map(
    rows.map(([studentNumber, code, madeUpOn]) => [
      makeupKey(studentNumber, monday),
      { studentNumber, date: monday, code, madeUpOn: madeUpOn && day(madeUpOn), comment: "Sat school" },
    ]),
  ),
});
const compare = (facts: {
  claims?: ComparedClaim[];
  sent?: SentItem[];
  open?: SentItem[];
  list?: ReturnType<typeof list>;
}) => {
  const byKey = <T extends { pupilId: number; date: Temporal.PlainDate }>(items: T[] = []) =>
    items.map((item) => [absenceKey(item.pupilId, item.date), item] as const);
  const { agreed, differences } = compareMakeups({
    claims: facts.claims ?? [],
    sent: new Map(byKey(facts.sent)),
    open: new Map(
      byKey(facts.open).map(([key, item]) => [key, { exportId: 5, state: "downloaded" as const, item }]),
    ),
    list: (facts.list as never) ?? null,
    studentNumbers: new Map([
      [1001, 1],
      [1002, 2],
    ]),
    code: "M",
    written: (at) => `${at.toZonedDateTimeISO("UTC").hour}:00`,
  });
  return { agreed, differences: differences.map(({ pupilId, kind, reason }) => ({ pupilId, kind, reason })) };
};
const only = (facts: Parameters<typeof compare>[0]) => {
  const { differences } = compare(facts);
  expect(differences).toHaveLength(1);
  return differences[0]!;
};

test("what agrees is counted and not shown", () => {
  expect(compare({ claims: [claim(1001)], sent: [sent(1001)], list: list(14, [[1, "M", null]]) })).toEqual({
    agreed: 1,
    differences: [],
  });
});

test("each step on the way to Aeries has its reason", () => {
  expect(only({ claims: [claim(1001)] }).kind).toBe("not exported");
  expect(only({ claims: [claim(1001)], open: [sent(1001)] })).toMatchObject({
    kind: "on its way",
    reason: expect.stringContaining("export 5, which is not in Aeries yet: downloaded, not imported yet"),
  });
  expect(only({ claims: [claim(1001)], sent: [sent(1001)] }).kind).toBe("not read since");
  expect(only({ claims: [claim(1001)], sent: [sent(1001)], list: list(11, []) }).kind).toBe("not read since");
  expect(only({ claims: [claim(1001)], sent: [sent(1001)], list: list(14, []) })).toEqual({
    pupilId: 1001,
    kind: "not in Aeries",
    reason:
      "Export 4 was marked as imported on 12:00, but Aeries' list of 14:00 lacks it. Import the file again, or propose the make-ups: it is proposed again.",
  });
});

test("what Aeries has and we have not, or otherwise, is named", () => {
  expect(only({ list: list(14, [[2, "M", "2026-10-10"]]) })).toEqual({
    pupilId: 1002,
    kind: "unknown here",
    reason:
      "Aeries has make-up M of October 10, 2026, which was neither claimed nor sent from here. Its comment: “Sat school”. Ask who set it.",
  });
  expect(only({ list: list(14, [[9, "M", null]]) })).toMatchObject({ pupilId: null, kind: "unknown here" });
  expect(only({ claims: [claim(1001)], list: list(14, [[1, "S", null]]) }).kind).toBe("other code");
  expect(
    only({ claims: [claim(1001)], sent: [sent(1001)], list: list(14, [[1, "M", "2026-10-10"]]) }),
  ).toEqual({
    pupilId: 1001,
    kind: "other day",
    reason: "Aeries says it was made up on October 10, 2026, we say October 17, 2026.",
  });
  const earnedAnew = claim(1001, { earnedDate: day("2026-10-24") });
  expect(only({ claims: [earnedAnew], sent: [sent(1001)] }).kind).toBe("other day");
});

test("an absence that changed after the claim comes first, whatever was sent", () => {
  const suspended = claim(1001, { codeNow: "S" });
  expect(only({ claims: [suspended], sent: [sent(1001)], list: list(14, [[1, "M", null]]) })).toEqual({
    pupilId: 1001,
    kind: "absence changed",
    reason:
      "The absence was U when it was claimed and is S in Aeries now. The next settling of claims takes it up.",
  });
  expect(only({ claims: [claim(1001, { codeNow: null })] }).reason).toContain("is cleared in Aeries now");
  expect(only({ claims: [claim(1001, { codeNow: undefined })] }).kind).toBe("not exported");
});

test("what is no longer claimed is to be cleared while Aeries has it, and over when it has not", () => {
  expect(only({ sent: [sent(1001)] }).kind).toBe("to be cleared");
  expect(compare({ sent: [sent(1001)], list: list(14, []) }).differences).toEqual([]);
  const cleared = sent(1001, { action: "clear", code: null, madeUpOn: null });
  expect(compare({ sent: [cleared] }).differences).toEqual([]);
  expect(only({ sent: [cleared], list: list(14, [[1, "M", null]]) }).reason).toContain("Export 4 cleared it");
});
