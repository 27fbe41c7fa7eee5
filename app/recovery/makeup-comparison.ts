import { type ExportState, isOpen } from "#app/attendance/export-steps.ts";
import { stateWords } from "#app/attendance/export-words.ts";
import { displayDay } from "#app/calendar/day.ts";
import type { ExportItem, SentItem } from "./export-item.ts";
import { makeupWords, notReadSince, toldWords, unknownHere, type Why } from "./makeup-difference-words.ts";
import { type ListedMakeup, type MakeupList, type MakeupRow, sameDay } from "./outgoing-makeups.ts";

/** A day claimed here, with the absence's code when it was claimed and in Aeries now (undefined: never read). */
export type ComparedClaim = {
  pupilId: number;
  absenceDate: Temporal.PlainDate;
  earnedDate: Temporal.PlainDate;
  codeThen: string | null;
  codeNow: string | null | undefined;
};

/** An item of an export that is on its way. */
export type ItemOnItsWay = { exportId: number; state: ExportState; item: ExportItem };

export type MakeupDifference = Why & {
  /** Null where the student number belongs to nobody here. */
  pupilId: number | null;
  studentNumber: number | null;
  date: Temporal.PlainDate;
};

export type MakeupComparison = { agreed: number; differences: MakeupDifference[] };

/** By pupil and absence. */
export const absenceKey = (pupilId: number, date: Temporal.PlainDate): string => `${pupilId} ${date}`;

/**
 * Our ledger of days made up at a school against Aeries, absence by absence, each difference with its reason in words.
 * @param sent by `absenceKey`, what Aeries was told last; @param open by `absenceKey`, what is on its way
 * @param written a moment for people
 */
export function compareMakeups(facts: {
  claims: readonly ComparedClaim[];
  sent: ReadonlyMap<string, SentItem>;
  open: ReadonlyMap<string, ItemOnItsWay>;
  list: MakeupList | null;
  studentNumbers: ReadonlyMap<number, number>;
  code: string;
  written: (moment: Temporal.Instant) => string;
}): MakeupComparison {
  const { claims, sent, open, list, studentNumbers } = facts;
  const differences: MakeupDifference[] = [];
  const pupilOf = new Map([...studentNumbers].map(([pupilId, number]) => [number, pupilId]));
  const listed = new Map<string, MakeupRow & { pupilId: number }>();
  for (const makeup of list?.makeups.values() ?? []) {
    const { studentNumber, date } = makeup;
    const pupilId = pupilOf.get(studentNumber);
    if (pupilId !== undefined) listed.set(absenceKey(pupilId, date), { ...makeup, pupilId });
    else
      differences.push({
        ...{ pupilId: null, studentNumber, date },
        ...unknownHere(makeup, "Nobody at this school has this student number."),
      });
  }
  let agreed = 0;
  const seen = new Set<string>();
  const see = (pupilId: number, date: Temporal.PlainDate, claim: ComparedClaim | null) => {
    const key = absenceKey(pupilId, date);
    if (seen.has(key)) return;
    seen.add(key);
    const difference = differenceOf(claim, sent.get(key), open.get(key), listed.get(key), facts);
    if (difference === null) agreed += claim === null ? 0 : 1;
    else
      differences.push({ pupilId, studentNumber: studentNumbers.get(pupilId) ?? null, date, ...difference });
  };
  for (const claim of claims) see(claim.pupilId, claim.absenceDate, claim);
  for (const item of sent.values()) see(item.pupilId, item.date, null);
  for (const { item } of open.values()) see(item.pupilId, item.date, null);
  for (const { pupilId, date } of listed.values()) see(pupilId, date, null);
  return { agreed, differences: differences.toSorted(byPupilAndDay) };
}

type Facts = { list: MakeupList | null; code: string; written: (moment: Temporal.Instant) => string };

function differenceOf(
  claim: ComparedClaim | null,
  sent: SentItem | undefined,
  open: ItemOnItsWay | undefined,
  listed: ListedMakeup | undefined,
  facts: Facts,
): Why | null {
  if (claim !== null && changedSince(claim))
    return {
      kind: "absence changed",
      reason: `The absence was ${claim.codeThen} when it was claimed and is ${claim.codeNow ?? "cleared"} in Aeries now. The next settling of claims takes it up.`,
    };
  if (open && isOpen(open.state)) return onItsWay(open);
  const { list } = facts;
  const readSince = list !== null && (!sent || Temporal.Instant.compare(list.at, sent.doneAt) > 0);
  if (claim === null) return withoutClaim(sent, listed, readSince, facts);
  if (readSince && listed) return againstListed(claim, listed, facts);
  if (sent?.action !== "set")
    return { kind: "not exported", reason: "Made up here and not exported yet. Propose the make-ups." };
  if (!sameDay({ madeUpOn: sent.madeUpOn }, { madeUpOn: claim.earnedDate }))
    return {
      kind: "other day",
      reason: `${toldWords(sent)} Now it is made up by ${displayDay(claim.earnedDate)}: the next export says so.`,
    };
  if (readSince)
    return {
      kind: "not in Aeries",
      reason: `Export ${sent.exportId} was marked as imported on ${facts.written(sent.doneAt)}, but Aeries' list of ${facts.written(list.at)} lacks it. Import the file again, or propose the make-ups: it is proposed again.`,
    };
  return notReadSince(sent, facts);
}

/** A code changed from what was claimed, where both are known. */
const changedSince = ({ codeThen, codeNow }: ComparedClaim) =>
  codeThen !== null && codeNow !== undefined && codeNow !== codeThen;

function onItsWay({ exportId, state, item }: ItemOnItsWay): Why {
  const what = item.action === "set" ? "It is set" : "It is cleared";
  return {
    kind: "on its way",
    reason: `${what} by export ${exportId}, which is not in Aeries yet: ${stateWords[state].text.toLowerCase()}.`,
  };
}

function againstListed(claim: ComparedClaim, listed: ListedMakeup, { code }: Facts): Why | null {
  if (listed.code !== code)
    return {
      kind: "other code",
      reason: `Aeries has ${makeupWords(listed)} there, ours would be ${code}. Ask who set it: an absence is made up once.`,
    };
  if (!sameDay(listed, { madeUpOn: claim.earnedDate }))
    return {
      kind: "other day",
      reason: `Aeries says it was made up on ${listed.madeUpOn && displayDay(listed.madeUpOn)}, we say ${displayDay(claim.earnedDate)}.`,
    };
  return null;
}

function withoutClaim(
  sent: SentItem | undefined,
  listed: ListedMakeup | undefined,
  readSince: boolean,
  facts: Facts,
): Why | null {
  if (
    sent?.action === "set" &&
    (!readSince || (listed && listed.code === sent.code && sameDay(listed, sent)))
  )
    return {
      kind: "to be cleared",
      reason: `${toldWords(sent)} It is no longer claimed here: the next export clears it.`,
    };
  if (sent?.action === "clear" && !readSince) return null;
  if (!readSince || !listed) return null;
  if (sent?.action === "clear" && listed.code === facts.code)
    return {
      kind: "unknown here",
      reason: `Export ${sent.exportId} cleared it on ${facts.written(sent.doneAt)}, but Aeries' list still has ${makeupWords(listed)}. Import the file again, or ask who set it anew.`,
    };
  return unknownHere(listed, "");
}

const byPupilAndDay = (one: MakeupDifference, other: MakeupDifference) =>
  (one.pupilId ?? Number.POSITIVE_INFINITY) - (other.pupilId ?? Number.POSITIVE_INFINITY) ||
  Temporal.PlainDate.compare(one.date, other.date) ||
  (one.studentNumber ?? 0) - (other.studentNumber ?? 0);
