import { displayTime } from "#app/calendar/bell.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { dollarsFor, lcffSpanOf, lcffSpans, type RecoveryAmounts, spanLabels } from "../amounts.ts";
import { gradesLabel } from "../session.ts";
import { breaksLabel } from "../session-breaks.ts";
import type { Offer, PlannedPupil, Proposal } from "./season.ts";

export const daysWord = (days: number) => `${days.toLocaleString("en-US")} ${days === 1 ? "day" : "days"}`;
const dollarsWord = (dollars: number) =>
  dollars.toLocaleString("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const notSet = "amount not set";

/** "8:00 am to 12:30 pm, without lunch, 11:00 am to 11:30 am" */
export const timesOf = ({ startsAt, endsAt, breaks }: Pick<Offer, "startsAt" | "endsAt" | "breaks">) =>
  `${displayTime(startsAt)} to ${displayTime(endsAt)}${breaks.length > 0 ? `, without ${breaksLabel(breaks)}` : ""}`;

/** Days and money by grade span, and together; a span whose amount nobody has entered says so. */
export function moneyOf(pupils: readonly Pick<PlannedPupil, "grade" | "days">[], amounts: RecoveryAmounts) {
  let [total, unknown] = [0, false];
  const rows = lcffSpans.flatMap((span) => {
    const there = pupils.flatMap(({ grade: level, days }) => {
      const grade = gradeFromAeries(level);
      return grade !== null && lcffSpanOf(grade) === span && days > 0 ? [{ grade, days }] : [];
    });
    if (there.length === 0) return [];
    const days = there.reduce((sum, pupil) => sum + pupil.days, 0);
    const dollars = dollarsFor(days, there[0]!.grade, amounts);
    if (dollars === null) unknown = true;
    else total += dollars;
    return [
      {
        span: spanLabels[span],
        pupils: there.length,
        days,
        money: dollars === null ? notSet : dollarsWord(dollars),
      },
    ];
  });
  const money =
    rows.length > 0 && unknown
      ? total > 0
        ? `${dollarsWord(total)}, and what is ${notSet}`
        : notSet
      : dollarsWord(total);
  return { rows, money };
}

/** The proposal as its page shows it: no pupils, only how many. */
export function seasonView(
  proposal: Proposal,
  teachers: ReadonlyMap<number, string>,
  amounts: RecoveryAmounts,
) {
  const finished = new Map<string, number>();
  for (const { sessions, days } of proposal.pupils)
    for (const key of sessions) finished.set(key, (finished.get(key) ?? 0) + days / sessions.length);
  const bound = proposal.atMost === 0 ? 100 : Math.floor((100 * proposal.days) / proposal.atMost);
  return {
    sessions: proposal.sessions.map(({ offer, band, pupilIds, limit, binds }) => ({
      key: offer.key,
      date: offer.date.toString(),
      times: timesOf(offer),
      room: offer.room,
      grades: gradesLabel(band),
      band: `${band.lowGrade} ${band.highGrade}`,
      teachers: offer.teacherIds.map((id) => teachers.get(id) ?? "Unknown teacher").join("; "),
      seats: `${pupilIds.length} of ${limit}`,
      limit,
      roomSeats: offer.seats,
      why:
        pupilIds.length < limit
          ? "Nobody else of these grades would complete a day by a seat here."
          : binds === "ratio"
            ? "As full as the ratio lets it be."
            : "Every seat is taken.",
      days: Math.round((finished.get(offer.key) ?? 0) * 10) / 10,
    })),
    notHeld: proposal.notHeld.map(({ offer, why }) => ({ ...offerRow(offer), why })),
    facts: {
      days: daysWord(proposal.days),
      wanted: daysWord(proposal.wanted),
      bound: `${bound}% of ${daysWord(proposal.atMost)}`,
      seats: `${proposal.seats.filled} of ${proposal.seats.of}`,
      pupils: proposal.pupils.filter(({ days }) => days > 0).length,
      binding: proposal.binding,
    },
    money: moneyOf(proposal.pupils, amounts),
  };
}
export type SeasonView = ReturnType<typeof seasonView>;

export const offerRow = (offer: Offer) => ({
  key: offer.key,
  date: offer.date.toString(),
  times: timesOf(offer),
  room: offer.room,
});
