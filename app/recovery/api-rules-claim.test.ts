import { afterAll, describe, expect, test } from "vitest";
import { absent, rulesAsked, saturdays } from "../../tests/recovery/rules-asked.ts";
import { claimAnswer } from "./api-claim.ts";

const { ask, database } = await rulesAsked();
afterAll(() => database.drop());

describe("POST /api/rules/recovery-claim", () => {
  test.each<[string, unknown[], unknown[], string, number, number]>([
    ["AR-20", saturdays(8), absent(6), "2027-06-30", 6, 2],
    ["AR-21", saturdays(14), absent(22), "2027-06-30", 10, 4],
    [
      "AR-23",
      saturdays(4),
      [...absent(3), ...absent(2, "IMMUN_EXCLUSION", "2026-10-01")],
      "2027-06-30",
      3,
      1,
    ],
    ["AR-25 in June", ["2027-06-25", "2027-07-06"], absent(2), "2027-06-30", 1, 0],
    ["AR-25 in July", ["2027-06-25", "2027-07-06"], absent(1, "EXCUSED", "2027-09-02"), "2028-06-30", 1, 0],
    ["AR-26 on 30 June", saturdays(3), [], "2027-06-30", 0, 3],
    ["AR-26 the day after", saturdays(3), [], "2027-07-01", 0, 0],
  ])("%s", async (_, earned, absences, through, claimed, banked) => {
    const answer = await ask("claim", { earned, absences, through });
    expect(answer.status).toBe(200);
    expect(claimAnswer.parse(answer.body)).toMatchObject({ claimed_days: claimed, banked_days: banked });
    expect(answer.body.claims).toHaveLength(claimed);
  });

  test("says which absence a day makes up, what is refused and what a person should look at", async () => {
    const absences = [
      { date: "2026-09-03", category: "EXCUSED" },
      { date: "2026-09-04", category: "SUSP_OUT" },
      { date: "2026-09-08", category: "UNVERIFIED" },
    ];
    const { body } = await ask("claim", { earned: ["2026-07-06"], absences, through: "2026-12-31" });
    expect(body).toEqual({
      claimed_days: 1,
      banked_days: 0,
      claims: [{ absence_date: "2026-09-03", earned_date: "2026-07-06" }],
      refused: [
        { date: "2026-09-04", reason: "September 4, 2026 was a suspension, which cannot be recovered." },
      ],
      flagged: [
        { date: "2026-09-08", reason: "September 8, 2026 waits until the reason of the absence is known." },
      ],
      settings: { agency: "district", weekCapBasis: "BOTH", incompleteIndependentStudy: "HOLD" },
    });
  });

  test("names every bad field", async () => {
    const { status, body } = await ask("claim", {
      earned: ["2026-07-06", "July"],
      absences: [{ date: "2026-09-03", category: "SICK" }],
    });
    expect(status).toBe(400);
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(["earned.1", "absences.0.category", "through"]);
  });
});
