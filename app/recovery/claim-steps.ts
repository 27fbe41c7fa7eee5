import { byDate, displayDay, formatDay } from "#app/calendar/day.ts";
import type { Refusal } from "./eligibility.ts";
import type { PupilClaims, YearClaim } from "./year-claims.ts";

/** A day claimed now, as the ledger has it. */
export type ClaimInForce = Omit<YearClaim, "grade"> & { pupilId: number };

/** What the ledger has to say next of one absence. `reason` in words for staff and auditors. */
export type ClaimStep = ClaimInForce & { step: "claimed" | "withdrawn"; reason: string };

const keyOf = (claim: { pupilId: number; schoolId: number; absenceDate: Temporal.PlainDate }) =>
  `${claim.pupilId} ${claim.schoolId} ${formatDay(claim.absenceDate)}`;

/**
 * The steps from the days claimed now to the days that follow from the records: nothing where they agree, so that
 * working it out again adds nothing. Withdrawn steps come first, then claimed ones, by pupil and absence.
 */
export function claimSteps(
  inForce: readonly ClaimInForce[],
  computed: ReadonlyMap<number, PupilClaims>,
): ClaimStep[] {
  const wanted = [...computed.values()].flatMap(({ pupilId, claims }) =>
    claims.map((claim): ClaimInForce => ({ ...claim, pupilId })),
  );
  const wantedKeys = new Set(wanted.map(keyOf));
  const known = new Map(inForce.map((claim) => [keyOf(claim), claim]));
  const steps: ClaimStep[] = [];
  for (const claim of inForce)
    if (!wantedKeys.has(keyOf(claim)))
      steps.push({ ...claim, step: "withdrawn", reason: whyNot(computed.get(claim.pupilId), claim) });
  for (const claim of wanted) {
    const before = known.get(keyOf(claim));
    const reason = before ? whyTiedAnew(before, claim) : whyClaimed(claim);
    if (reason !== null) steps.push({ ...claim, step: "claimed", reason });
  }
  return steps.toSorted(
    (one, other) =>
      Number(one.step === "claimed") - Number(other.step === "claimed") ||
      one.pupilId - other.pupilId ||
      byDate(one.absenceDate, other.absenceDate) ||
      one.schoolId - other.schoolId,
  );
}

const became: Readonly<Record<string, string>> = {
  "AR-ABS-2": "became a suspension",
  "AR-ABS-3": "became an exclusion for immunizations",
  "AR-ABS-4": "is no absence of a whole day any more",
};

const sentenceOf = ({ reason, rule }: Refusal) => `${reason.replace(/\.$/, "")} (${rule}).`;

/** Why an absence is not claimed, in a sentence that names it and the rule. `pupil` undefined: nothing known of them. */
export function whyNot(
  pupil: PupilClaims | undefined,
  claim: { absenceDate: Temporal.PlainDate; earnedDate: Temporal.PlainDate | null },
): string {
  const day = displayDay(claim.absenceDate);
  const onDay = ({ date }: { date: Temporal.PlainDate }) => date.equals(claim.absenceDate);
  const { refused = [], unusable = [], flagged = [] } = pupil?.outcome ?? {};
  const refusal = [...refused.filter((one) => !unusable.includes(one)), ...flagged].find(onDay);
  if (pupil?.claims.some((made) => made.absenceDate.equals(claim.absenceDate)))
    return `The absence of ${day} is now on record at another school (AR-REP-5).`;
  if (refusal) {
    const what = became[refusal.rule];
    return what ? `The absence of ${day} ${what} (${refusal.rule}).` : sentenceOf(refusal);
  }
  if (pupil?.outcome.uncovered.some((date) => date.equals(claim.absenceDate))) {
    const { earnedDate } = claim;
    const unused = unusable.find(({ date }) => earnedDate !== null && date.equals(earnedDate));
    if (unused) return `The day earned on ${sentenceOf(unused)}`;
    if (earnedDate === null || pupil.made.some(({ date }) => date.equals(earnedDate)))
      return `The day that made up the absence of ${day} now makes up an older one (AR-REP-3).`;
    const left = pupil.leftOut.find(({ date }) => date.equals(earnedDate));
    const gone = `The day earned on ${displayDay(earnedDate)} is not earned any more`;
    if (left) return `${gone}. ${sentenceOf(left)}`;
    return `${gone}: the time in its sessions changed or may not be claimed (AR-SES-3).`;
  }
  return `The absence of ${day} is not on record any more: the pupil counts as present (AR-ABS-1).`;
}

const whyClaimed = ({ absenceDate, earnedDate }: ClaimInForce) =>
  `The day earned on ${displayDay(earnedDate)} makes up the absence of ${displayDay(absenceDate)} (AR-CAP-1).`;

function whyTiedAnew(before: ClaimInForce, now: ClaimInForce): string | null {
  const said: string[] = [];
  if (!before.earnedDate.equals(now.earnedDate))
    said.push(
      `it is now made up by the day earned on ${displayDay(now.earnedDate)}, not ${displayDay(before.earnedDate)}`,
    );
  else if (before.sessionIds.join() !== now.sessionIds.join())
    said.push("the day is now made of other sessions");
  else if (before.earnedSchoolId !== now.earnedSchoolId) said.push("the day is now earned at another school");
  if (before.code !== now.code)
    said.push(`its code is now ${now.code ?? "unknown"}, not ${before.code ?? "unknown"}`);
  return said.length === 0
    ? null
    : `The absence of ${displayDay(now.absenceDate)} stays claimed; ${said.join(", and ")}.`;
}
