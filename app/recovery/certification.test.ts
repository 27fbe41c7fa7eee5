import { describe, expect, test } from "vitest";
import { certifiedThrough, type TeacherFacts, teacherStanding } from "./certification.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const on = day("2026-10-17");
const ann: TeacherFacts = {
  name: "Ann Abe",
  educatorId: "1000000501",
  hiredOn: day("2015-08-01"),
  leftOn: null,
  active: true,
  documents: [],
};
const document = (validFrom: string | null, expiresOn: string | null, employedByAgency = true) => ({
  document: `Multiple Subject ${validFrom}`,
  validFrom: validFrom === null ? null : day(validFrom),
  expiresOn: expiresOn === null ? null : day(expiresOn),
  employedByAgency,
});

describe("a teacher may supervise recovery", () => {
  test.each<[string, Partial<TeacherFacts>, boolean]>([
    ["with the state's number in Aeries, which nobody has checked", {}, false],
    [
      "with a document that ends on the day itself",
      { documents: [document("2021-10-17", "2026-10-17")] },
      true,
    ],
    [
      "with a document entered for someone without a number",
      { educatorId: "", documents: [document(null, null)] },
      true,
    ],
    [
      "after a renewal",
      { documents: [document(null, "2026-09-30"), document("2026-10-01", "2031-10-01")] },
      true,
    ],
    ["on the last day in the district", { leftOn: on, active: false }, false],
    [
      "though Aeries lists them as inactive, when a person knows better",
      { active: false, documents: [document(null, null)] },
      true,
    ],
  ])("%s", (_, change, verified) => {
    expect(teacherStanding({ ...ann, ...change }, on)).toMatchObject({ qualified: true, verified });
  });
});

describe("a teacher may not", () => {
  test.each<[string, Partial<TeacherFacts>, string, string]>([
    ["without any document", { educatorId: " " }, "no certification document", "neither a number in Aeries"],
    [
      "once the document has lapsed",
      { documents: [document(null, "2026-10-16")] },
      "document lapsed",
      "lapsed on October 16, 2026",
    ],
    [
      "in the gap before a renewal that came later",
      { documents: [document(null, "2026-10-01"), document("2026-10-20", null)] },
      "document lapsed",
      "October 1",
    ],
    [
      "before the document begins",
      { documents: [document("2026-10-18", null)] },
      "no certification document",
      "only from October 18",
    ],
    [
      "AR-31, with a document but in a contractor's pay",
      { documents: [document(null, null, false)] },
      "not employed by the agency",
      "not employed by this agency",
    ],
    [
      "before they were hired",
      { hiredOn: day("2026-10-18") },
      "not employed by the agency",
      "hired on October 18",
    ],
    [
      "after they left",
      { leftOn: day("2026-10-16"), active: false },
      "not employed by the agency",
      "left the district on October 16",
    ],
    [
      "when inactive in Aeries, without a last day",
      { active: false },
      "not employed by the agency",
      "names no last day",
    ],
  ])("%s", (_, change, fault, words) => {
    const standing = teacherStanding({ ...ann, ...change }, on);
    expect(standing).toMatchObject({ qualified: false, fault });
    expect(standing.qualified ? "" : standing.reason).toContain(words);
  });
});

describe("documents of a teacher last", () => {
  test("to the last day without a gap, and for good when one has no end", () => {
    const through = (...documents: ReturnType<typeof document>[]) =>
      certifiedThrough({ ...ann, documents }, on)?.toString() ?? null;
    expect(through()).toBe(null);
    expect(through(document(null, "2026-12-01"))).toBe("2026-12-01");
    expect(through(document(null, "2026-12-01"), document("2026-12-02", "2031-12-01"))).toBe("2031-12-01");
    expect(through(document(null, "2026-12-01"), document("2026-12-03", "2031-12-01"))).toBe("2026-12-01");
    expect(through(document(null, "2026-12-01"), document("2026-11-01", null))).toBe(null);
  });
});
