import { expect, test } from "vitest";
import { type ReadBackFacts, readBack } from "./read-back.ts";

const at = (time: string) => Temporal.Instant.from(`2026-10-14T${time}:00Z`);
const told = (facts: Partial<ReadBackFacts>) =>
  readBack(
    {
      item: { aeriesCode: null, ourCode: "A" },
      doneAt: at("17:00"),
      aeriesReadAt: null,
      aeries: null,
      laterExportId: null,
      ...facts,
    },
    (code) => code ?? "Present",
    (moment) => moment.toString(),
  );

test("before the next reading nothing is known, even when an older one agreed", () => {
  expect(told({}).state).toBe("not yet read");
  expect(told({ aeriesReadAt: at("17:00") })).toEqual({
    state: "not yet read",
    reason: "Aeries has not been read for this day since 2026-10-14T17:00:00Z.",
  });
  expect(told({ aeries: { code: "A", at: at("16:00") } }).state).toBe("not yet read");
});

test("after it, Aeries says ours, still says what it said, or says something else", () => {
  const aeriesReadAt = at("18:00");
  expect(told({ aeriesReadAt, aeries: { code: "A", at: at("18:01") } }).state).toBe("agreed");
  expect(told({ aeriesReadAt })).toEqual({
    state: "differs",
    reason:
      "Aeries still said Present on 2026-10-14T18:00:00Z. Change it there, or withdraw this export and propose again.",
  });
  expect(told({ aeriesReadAt, aeries: { code: "U", at: at("17:30") } }).reason).toContain(
    "neither what it said before nor ours",
  );
  // A mark read since is a reading of its day.
  expect(told({ aeries: { code: "A", at: at("17:30") } }).state).toBe("agreed");
});

test("a cleared mark agrees when Aeries has none", () => {
  const item = { aeriesCode: "U", ourCode: null };
  expect(told({ item, aeriesReadAt: at("18:00"), aeries: { code: null, at: at("18:00") } }).state).toBe(
    "agreed",
  );
  expect(told({ item, aeriesReadAt: at("18:00"), aeries: { code: "U", at: at("12:00") } }).state).toBe(
    "differs",
  );
});

test("what a later export changed is no longer this one's to answer for", () => {
  expect(told({ laterExportId: 7, aeriesReadAt: at("18:00") })).toEqual({
    state: "replaced",
    reason: "Export 7 has changed this mark since.",
  });
});
