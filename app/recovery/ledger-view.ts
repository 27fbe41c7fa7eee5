import { categories } from "#app/attendance/category.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { byDate, displayDay, formatDay } from "#app/calendar/day.ts";
import { schoolYearLabel } from "#app/calendar/school-year.ts";
import { creditSummary } from "./credit.ts";
import type { Ledger } from "./ledger.server.ts";

/** A pupil's ledger in the words of the page. Days are YYYY-MM-DD, numbers minutes. */
export function ledgerView({ pupil, schoolYear, attendedMinutes, sessions, missed, standing }: Ledger) {
  const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;
  const { credit, claims } = standing ?? {};
  const dropped = credit?.steps.reduce((sum, step) => sum + step.droppedMinutes, 0) ?? 0;
  return {
    pupilId: pupil.pupilId,
    name: pupil.name,
    year: schoolYearLabel(schoolYear),
    lead: credit ? creditSummary(credit) : "Recovery is for pupils of TK to grade 12.",
    facts: [
      { term: "Attended", is: `${attendedMinutes} minutes in sessions that their teachers attested` },
      {
        term: "Credited",
        is: `${credit?.creditedMinutes ?? 0} minutes${dropped > 0 ? `, ${dropped} of them dropped` : ""}`,
      },
      { term: "Earned", is: days(credit?.earnedDays ?? 0) },
      { term: "Used", is: `${days(claims?.claimedDays ?? 0)} of at most 10 in a year` },
      {
        term: "Banked",
        is: `${days(claims?.bankedDays ?? 0)} and ${credit?.bankedMinutes ?? 0} minutes, which lapse on June 30`,
      },
      { term: "Can still recover", is: days(standing?.stillToRecover ?? 0) },
      {
        term: "A day is",
        is: credit ? `${credit.minimumDay.explanation} ${credit.minimumDay.citation}.` : "not known",
      },
    ],
    steps: (credit?.steps ?? []).map((step) => ({
      date: formatDay(step.date),
      sessions: sessions
        .filter((session) => session.date.equals(step.date))
        .map(
          (session) =>
            `${session.subject}, ${session.teacher}, ${displayTime(session.inAt ?? session.startsAt)} to ${displayTime(session.outAt ?? session.endsAt)}`,
        )
        .join("; "),
      attended: step.minutes,
      credited: step.creditedMinutes,
      bank: step.bankAfter,
      reason: step.reason,
    })),
    missed: oneADate(missed).map((absence) => ({
      date: formatDay(absence.date),
      category: categories[absence.category].label,
      state: stateOfAbsence(absence.date, claims),
    })),
  };
}

function oneADate(missed: Ledger["missed"]): Ledger["missed"] {
  return [...new Map(missed.map((absence) => [formatDay(absence.date), absence])).values()].toSorted(
    (one, other) => byDate(one.date, other.date),
  );
}

function stateOfAbsence(
  date: Temporal.PlainDate,
  claims: NonNullable<Ledger["standing"]>["claims"] | undefined,
): string {
  const claim = claims?.claims.find(({ absenceDate }) => absenceDate.equals(date));
  if (claim) return `Recovered, with the day earned on ${displayDay(claim.earnedDate)}.`;
  const said = [...(claims?.refused ?? []), ...(claims?.flagged ?? [])].find((one) => one.date.equals(date));
  return said ? `${said.reason} (${said.rule})` : "Can be recovered once another day is earned.";
}
