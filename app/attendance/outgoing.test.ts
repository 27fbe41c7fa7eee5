import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdBack, type NumberedMark, ourMark, outgoingMarks, type Slot } from "./outgoing.ts";

const start = Temporal.Instant.from("2026-10-14T15:00:00Z");
const minute = (count: number) => start.add({ minutes: count });
const date = Temporal.PlainDate.from("2026-10-14");

const mark = (id: number, source: NumberedMark["source"], code: string | null, at = id): NumberedMark => ({
  id,
  source,
  code,
  at: minute(at),
  minutesLate: null,
  note: null,
  by: null,
  reason: null,
});
const slot = (marks: NumberedMark[], more: Partial<Slot> = {}): Slot => ({
  pupilId: 1001,
  date,
  period: "",
  marks,
  aeriesReadAt: null,
  sent: null,
  ...more,
});
const changes = (marks: NumberedMark[], more: Partial<Slot> = {}) =>
  outgoingMarks([slot(marks, more)]).map(({ aeriesCode, ourCode, markId }) => [aeriesCode, ourCode, markId]);

describe("what must change in Aeries", () => {
  test("what is in force here where Aeries says something else; present clears", () => {
    expect(changes([mark(1, "teacher", "A")])).toEqual([[null, "A", 1]]);
    expect(changes([mark(1, "aeries", "U"), mark(2, "teacher", null)])).toEqual([["U", null, 2]]);
    expect(changes([mark(1, "office", "I"), mark(2, "teacher", "A"), mark(3, "aeries", "A")])).toEqual([
      ["A", "I", 1],
    ]);
  });

  test("nothing where they agree, and nothing where nobody here has spoken", () => {
    expect(changes([mark(1, "teacher", "A"), mark(2, "aeries", "A")])).toEqual([]);
    expect(changes([mark(1, "teacher", "A"), mark(2, "teacher", null)])).toEqual([]);
    expect(changes([mark(1, "aeries", "U")])).toEqual([]);
    expect(changes([])).toEqual([]);
  });

  test("what was sent is not proposed again, even when Aeries says otherwise since", () => {
    const sent = { markId: 1, code: "A", at: minute(10) };
    expect(changes([mark(1, "teacher", "A")], { sent })).toEqual([]);
    expect(changes([mark(1, "teacher", "A"), mark(2, "aeries", "U", 20)], { sent })).toEqual([]);
  });

  test("a mark of ours after the export is proposed against what was sent, until Aeries is read", () => {
    const sent = { markId: 1, code: "A", at: minute(10) };
    const marks = [mark(1, "teacher", "A"), mark(2, "office", "I", 15)];
    expect(changes(marks, { sent })).toEqual([["A", "I", 2]]);
    expect(changes(marks, { sent, aeriesReadAt: minute(9) })).toEqual([["A", "I", 2]]);
    // Read since, and the import had not arrived.
    expect(changes(marks, { sent, aeriesReadAt: minute(12) })).toEqual([[null, "I", 2]]);
    // Said again as it was sent: Aeries has it already.
    expect(changes([mark(1, "teacher", "A"), mark(2, "office", "A", 15)], { sent })).toEqual([]);
    // Said again after Aeries changed it.
    const overruled = [mark(1, "teacher", "A"), mark(2, "aeries", "U", 20), mark(3, "office", "A", 30)];
    expect(changes(overruled, { sent })).toEqual([["U", "A", 3]]);
  });
});

describe("whatever was said", () => {
  const marks = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 30 }),
      source: fc.constantFrom("aeries" as const, "teacher" as const, "office" as const),
      code: fc.constantFrom(null, "A", "I", "U"),
      at: fc.integer({ min: 0, max: 6 }),
    }),
    { selector: (one) => one.id, maxLength: 8 },
  );
  const slots = fc.uniqueArray(
    fc
      .record({
        pupilId: fc.integer({ min: 1, max: 4 }),
        day: fc.integer({ min: 0, max: 2 }),
        period: fc.constantFrom("", "1", "Flex 1"),
        marks,
        readAt: fc.option(fc.integer({ min: 0, max: 6 })),
        sent: fc.option(
          fc.record({
            markId: fc.integer({ min: 1, max: 30 }),
            code: fc.constantFrom(null, "A", "I", "U"),
            at: fc.integer({ min: 0, max: 6 }),
          }),
        ),
      })
      .map(
        ({ day, readAt, sent, marks: said, ...key }): Slot => ({
          ...key,
          date: date.add({ days: day }),
          marks: said.map(({ id, source, code, at }) => mark(id, source, code, at)),
          aeriesReadAt: readAt === null ? null : minute(readAt),
          sent: sent && { ...sent, at: minute(sent.at) },
        }),
      ),
    { selector: (one) => `${one.pupilId} ${one.date} ${one.period}`, maxLength: 12 },
  );

  test("the order of slots and marks never matters", () => {
    fc.assert(
      fc.property(
        slots.chain((given) =>
          fc.tuple(
            fc.constant(given),
            fc.shuffledSubarray(given, { minLength: given.length }),
            fc.infiniteStream(fc.nat()),
          ),
        ),
        ([given, shuffled, numbers]) => {
          const stirred = shuffled.map((one) => ({
            ...one,
            marks: one.marks
              .map((said) => [numbers.next().value, said] as const)
              .toSorted(([a], [b]) => a - b)
              .map(([, said]) => said),
          }));
          expect(outgoingMarks(stirred)).toEqual(outgoingMarks(given));
        },
      ),
    );
  });

  test("a proposal that is done leaves nothing to propose", () => {
    fc.assert(
      fc.property(slots, (given) => {
        const proposed = outgoingMarks(given);
        const done = given.map((one) => {
          const item = proposed.find(
            (each) =>
              each.pupilId === one.pupilId && each.date.equals(one.date) && each.period === one.period,
          );
          return item ? { ...one, sent: { markId: item.markId, code: item.ourCode, at: minute(60) } } : one;
        });
        expect(outgoingMarks(done)).toEqual([]);
      }),
    );
  });

  test("a proposal that Aeries took and that was read back leaves nothing, done or not", () => {
    fc.assert(
      fc.property(slots, (given) => {
        const proposed = outgoingMarks(given);
        const read = given.map((one): Slot => {
          const item = proposed.find(
            (each) =>
              each.pupilId === one.pupilId && each.date.equals(one.date) && each.period === one.period,
          );
          return item ? { ...one, marks: [...one.marks, mark(99, "aeries", item.ourCode, 99)] } : one;
        });
        expect(outgoingMarks(read)).toEqual([]);
      }),
    );
  });

  test("every change is of a mark made here, and is a change", () => {
    fc.assert(
      fc.property(slots, (given) => {
        for (const item of outgoingMarks(given)) {
          const one = given.find(
            (each) =>
              each.pupilId === item.pupilId && each.date.equals(item.date) && each.period === item.period,
          )!;
          expect(ourMark(one)).toMatchObject({ id: item.markId, code: item.ourCode });
          expect(item.aeriesCode).not.toBe(item.ourCode);
        }
      }),
    );
  });
});

test("marks whose day, pupil or code Aeries does not have are held, each with its reason", () => {
  const [one] = outgoingMarks([slot([mark(1, "teacher", "A")])]);
  const keys = {
    dayNumbers: new Map([["2026-10-14", 46]]),
    studentNumbers: new Map([[1001, 1]]),
    codes: new Set(["A"]),
  };
  const reasons = (given: Partial<typeof keys>) =>
    holdBack([one!], { ...keys, ...given }).held.map(({ reason }) => reason);
  expect(holdBack([one!], keys)).toEqual({ ready: [one], held: [] });
  expect(reasons({ dayNumbers: new Map() })).toEqual([expect.stringContaining("no row for this day")]);
  expect(reasons({ studentNumbers: new Map() })).toEqual([expect.stringContaining("no student number")]);
  expect(reasons({ codes: new Set() })).toEqual([expect.stringContaining("The code A is no longer")]);
});
