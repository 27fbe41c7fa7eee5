import { creditSessions } from "#app/recovery/credit.ts";
import { presenceOf } from "#app/recovery/presence.ts";
import type { DatedSpan, Proposal, SeasonInput } from "#app/recovery/season/season.ts";

/** Everything that would be against the rules of a proposal; empty when it is whole. */
export function wrongs(input: SeasonInput, proposal: Proposal): string[] {
  const wrong: string[] = [];
  const { settings } = input.rules;
  const byId = new Map(input.pupils.map((pupil) => [pupil.pupilId, pupil]));
  for (const { offer, band, pupilIds } of proposal.sessions) {
    const grades = pupilIds.map((id) => byId.get(id)!.grade);
    const most = grades.some((grade) => grade <= 0) ? 10 : 20;
    if (pupilIds.length > most * offer.teacherIds.length) wrong.push(`ratio ${offer.key}`);
    if (pupilIds.length > offer.seats) wrong.push(`seats ${offer.key}`);
    if (new Set(pupilIds).size < pupilIds.length) wrong.push(`twice ${offer.key}`);
    if (grades.some((grade) => grade < band.lowGrade || grade > band.highGrade))
      wrong.push(`band ${offer.key}`);
    if (pupilIds.length < input.rules.minimumFill) wrong.push(`fill ${offer.key}`);
  }
  for (const { pupilId, days, sessions } of proposal.pupils) {
    const pupil = byId.get(pupilId)!;
    const offers = sessions.map((key) => input.offers.find((offer) => offer.key === key)!);
    const spans = [...offers, ...pupil.booked];
    for (const [at, one] of spans.entries())
      for (const other of spans.slice(at + 1))
        if (one.date.equals(other.date) && one.startsAt < other.endsAt && other.startsAt < one.endsAt)
          wrong.push(`clash of ${pupilId}`);
    const credit = (of: typeof spans) =>
      creditSessions({
        grade: 4,
        program: "regular",
        minimumDayMinutes: pupil.minimumDayMinutes,
        // What is banked comes in as a date of its own before all others.
        sessions: [
          { date: Temporal.PlainDate.from("2026-07-01"), minutes: pupil.bankedMinutes },
          ...of.map((session) => ({ date: session.date, minutes: allOf(session) })),
        ],
        settings,
      }).earnedOn;
    const most = (of: typeof spans) => Math.min(credit(of).length, pupil.recoverableDays);
    if (days !== most(spans) - most([...pupil.booked])) wrong.push(`days of ${pupilId}`);
    const weeks = Map.groupBy(credit(spans), (date) => `${date.yearOfWeek}-${date.weekOfYear}`);
    if ([...weeks.values()].some((week) => week.length > 5)) wrong.push(`week of ${pupilId}`);
  }
  const total = proposal.pupils.reduce((sum, { days }) => sum + days, 0);
  if (total !== proposal.days || proposal.days > proposal.atMost || proposal.days > proposal.wanted)
    wrong.push("days");
  return wrong;
}

/** The minutes of whoever attends a session from its start to its end, as the day's records would count them. */
const allOf = ({ startsAt, endsAt, breaks }: DatedSpan) =>
  presenceOf({ session: { startsAt, endsAt }, stays: [{ signedIn: startsAt, signedOut: endsAt }], breaks })
    .minutes;
