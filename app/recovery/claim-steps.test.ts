import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Category } from "#app/attendance/category.ts";
import { sessionTime } from "../../tests/recovery/session-time.ts";
import { type Correction, newCorrections } from "./claim-corrections.ts";
import { type ClaimInForce, type ClaimStep, claimSteps } from "./claim-steps.ts";
import { defaultRecoverySettings } from "./settings.ts";
import { type PupilClaims, pupilClaims } from "./year-claims.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const yearEnd = day("2027-06-30");

type Given = {
  earned: string[];
  /** Absences that Aeries says were made up there. */
  listed?: string[];
  absences: [date: string, category?: Category, schoolId?: number, code?: string][];
};

const computed = (
  { earned, absences, listed = [] }: Given,
  pupilId = 1,
  through = yearEnd,
): Map<number, PupilClaims> =>
  new Map([
    [
      pupilId,
      pupilClaims(
        {
          pupilId,
          enrolled: [
            {
              schoolId: 10,
              from: day("2026-08-12"),
              through: null,
              grade: 4,
              program: "regular",
              ownMinimumDays: [],
            },
          ],
          sessions: earned.map((date, at) => sessionTime(at + 1, date, 240)),
          absences: absences.map(([date, category = "EXCUSED", schoolId = 10, code = "I"]) => ({
            date: day(date),
            category,
            schoolId,
            code,
          })),
          alreadyClaimed: listed.map((date) => ({ schoolId: 10, date: day(date), countsAsRecovery: true })),
        },
        defaultRecoverySettings,
        through,
      ),
    ],
  ]);

/** The days in force after steps were appended. */
const ledgerAfter = (inForce: readonly ClaimInForce[], steps: readonly ClaimStep[]): ClaimInForce[] => {
  const key = (claim: ClaimInForce) => `${claim.pupilId} ${claim.schoolId} ${claim.absenceDate}`;
  const days = new Map(inForce.map((claim) => [key(claim), claim]));
  for (const { step, reason: _, ...claim } of steps) {
    if (step === "claimed") days.set(key(claim), claim);
    else days.delete(key(claim));
  }
  return [...days.values()];
};
const said = (
  steps: readonly { step?: string; change?: string; absenceDate: Temporal.PlainDate; reason: string }[],
) => steps.map((one) => `${one.step ?? one.change} ${one.absenceDate}: ${one.reason}`);
const before: Given = { earned: ["2026-10-10"], absences: [["2026-10-01"], ["2026-10-08"]] };
const inForce = ledgerAfter([], claimSteps([], computed(before)));
const change = (given: Partial<Given>) => said(claimSteps(inForce, computed({ ...before, ...given })));

describe("the next steps of the ledger", () => {
  it("claim what is new, and nothing the second time", () => {
    expect(said(claimSteps([], computed(before)))).toEqual([
      "claimed 2026-10-01: The day earned on October 10, 2026 makes up the absence of October 1, 2026 (AR-CAP-1).",
    ]);
    expect(change({})).toEqual([]);
  });

  it("AR-ABS-2: withdraw an absence that became a suspension, and restore the day to the next absence", () => {
    expect(change({ absences: [["2026-10-01", "SUSP_OUT", 10, "S"], ["2026-10-08"]] })).toEqual([
      "withdrawn 2026-10-01: The absence of October 1, 2026 became a suspension (AR-ABS-2).",
      "claimed 2026-10-08: The day earned on October 10, 2026 makes up the absence of October 8, 2026 (AR-CAP-1).",
    ]);
  });

  it.each([
    [
      "an absence that is gone",
      { absences: [] },
      "The absence of October 1, 2026 is not on record any more: the pupil counts as present (AR-ABS-1).",
    ],
    [
      "one whose reason is open again",
      { absences: [["2026-10-01", "UNVERIFIED"]] },
      "October 1, 2026 waits until the reason of the absence is known (AR-ABS-1).",
    ],
    [
      "an exclusion",
      { absences: [["2026-10-01", "IMMUN_EXCLUSION"]] },
      "The absence of October 1, 2026 became an exclusion for immunizations (AR-ABS-3).",
    ],
    [
      "a day that is not earned any more",
      { earned: [] },
      "The day earned on October 10, 2026 is not earned any more: the time in its sessions changed or may not be claimed (AR-SES-3).",
    ],
  ] satisfies [string, Partial<Given>, string][])("say why with %s", (_what, given, reason) => {
    expect(change(given)).toEqual([`withdrawn 2026-10-01: ${reason}`]);
  });

  it("AR-REP-3: an older absence takes the day first", () => {
    expect(change({ absences: [["2026-09-24"], ["2026-10-01"], ["2026-10-08"]] })).toEqual([
      "withdrawn 2026-10-01: The day that made up the absence of October 1, 2026 now makes up an older one (AR-REP-3).",
      "claimed 2026-09-24: The day earned on October 10, 2026 makes up the absence of September 24, 2026 (AR-CAP-1).",
    ]);
  });

  it("AR-REP-5: follow the absence to another school, and note a new code", () => {
    expect(change({ absences: [["2026-10-01", "EXCUSED", 20]] })).toEqual([
      "withdrawn 2026-10-01: The absence of October 1, 2026 is now on record at another school (AR-REP-5).",
      "claimed 2026-10-01: The day earned on October 10, 2026 makes up the absence of October 1, 2026 (AR-CAP-1).",
    ]);
    expect(change({ absences: [["2026-10-01", "UNEXCUSED", 10, "U"]] })).toEqual([
      "claimed 2026-10-01: The absence of October 1, 2026 stays claimed; its code is now U, not I.",
    ]);
  });

  it("AR-ABS-5: withdraw an absence that a list out of Aeries names, and say by which rule a day does not count any more", () => {
    expect(change({ listed: ["2026-10-01"] })).toEqual([
      "withdrawn 2026-10-01: October 1, 2026 has been made up already (AR-ABS-5).",
      "claimed 2026-10-08: The day earned on October 10, 2026 makes up the absence of October 8, 2026 (AR-CAP-1).",
    ]);
    const [pupil] = computed(before).values();
    const left = { ...sessionTime(1, "2026-10-10", 240), minutes: 240, why: "might not take part" as const };
    const declined = new Map([
      [
        1,
        {
          ...pupil!,
          claims: [],
          made: [],
          leftOut: [{ ...left, rule: "AR-PUP-3", reason: "The family had declined." }],
          outcome: { ...pupil!.outcome, uncovered: [day("2026-10-01")] },
        },
      ],
    ]);
    expect(said(claimSteps(inForce, declined))).toEqual([
      "withdrawn 2026-10-01: The day earned on October 10, 2026 is not earned any more. The family had declined (AR-PUP-3).",
    ]);
  });

  it("withdraw every day of a pupil of whom nothing is known any more", () => {
    expect(claimSteps(inForce, new Map()).map(({ step }) => step)).toEqual(["withdrawn"]);
  });

  const dates = fc.integer({ min: 0, max: 200 }).map((days) => day("2026-08-12").add({ days }).toString());
  const given = fc.record({
    earned: fc.uniqueArray(dates, { maxLength: 14 }),
    absences: fc.array(fc.tuple(dates, fc.constantFrom<Category>("EXCUSED", "SUSP_OUT", "UNEXCUSED")), {
      maxLength: 14,
    }),
  });

  const key = (claims: ClaimInForce[]) => claims.map((claim) => JSON.stringify(claim)).toSorted();
  const settle = (ledger: ClaimInForce[], records: Given) =>
    ledgerAfter(ledger, claimSteps(ledger, computed(records)));

  it("lead to what follows from the records, whatever was claimed before, and say nothing the second time", () => {
    fc.assert(
      fc.property(given, given, (one, other) => {
        const then = settle(settle([], one), other);
        expect(key(then)).toEqual(key(settle([], other)));
        expect(claimSteps(then, computed(other))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("return to where the ledger was when a day earned, an absence or a make-up in Aeries comes and goes again", () => {
    const more = fc.record({
      earned: dates,
      missed: dates,
      listed: dates,
      which: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(given, more, (records, { earned, missed, listed, which }) => {
        const ledger = settle([], records);
        const added: Given = {
          earned: which & 1 ? [earned, ...records.earned.filter((date) => date !== earned)] : records.earned,
          absences: which & 2 ? [...records.absences, [missed]] : records.absences,
          listed: which & 4 ? [listed] : [],
        };
        const grown = settle(ledger, added);
        const returned = settle(grown, records);
        const numberless = (claims: ClaimInForce[]) =>
          key(claims.map((claim) => ({ ...claim, sessionIds: [] })));
        expect(numberless(returned)).toEqual(numberless(ledger));
        if (numberless(grown).join() !== numberless(ledger).join())
          expect(claimSteps(grown, computed(records)).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("corrections of a certified period", () => {
  const through = day("2026-12-31");
  const certified = inForce.map((claim) => ({ ...claim, grade: 4 }));
  const correct = (given: Partial<Given>, raised: Correction[] = []) =>
    newCorrections(certified, raised, computed({ ...before, ...given }, 1, through));

  it("are none while the records say the same", () => {
    expect(correct({})).toEqual([]);
  });

  it("remove a day that no longer stands, once, and add what takes its place", () => {
    const suspended: Partial<Given> = { absences: [["2026-10-01", "SUSP_OUT"], ["2026-10-08"]] };
    const raised = correct(suspended);
    expect(said(raised)).toEqual([
      "removed 2026-10-01: The absence of October 1, 2026 became a suspension (AR-ABS-2).",
      "added 2026-10-08: The day earned on October 10, 2026 belongs to the period and was not known when it was certified.",
    ]);
    expect(correct(suspended, raised)).toEqual([]);
    expect(said(correct({}, raised))).toEqual([
      "added 2026-10-01: The day stands again and belongs to the period as certified.",
      "removed 2026-10-08: The day that made up the absence of October 8, 2026 now makes up an older one (AR-REP-3).",
    ]);
  });

  it("leave alone what happens after the period", () => {
    expect(correct({ earned: ["2026-10-10", "2027-01-09"] })).toEqual([]);
  });
});
