import { categories } from "#app/attendance/category.ts";
import { displayTime } from "#app/calendar/bell.ts";
import { byDate, displayDay, formatDay } from "#app/calendar/day.ts";
import { fiscalYearBounds, schoolYearLabel } from "#app/calendar/school-year.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { creditSummary } from "./credit.ts";
import type { Ledger } from "./ledger.server.ts";
import { minimumDayRows } from "./own-minimum-day-view.ts";

/** A pupil's ledger in the words of the page. Days are YYYY-MM-DD, numbers minutes. */
export function ledgerView(ledger: Ledger, timeZone: string) {
  const { pupil, schoolYear, attendedMinutes, sessions, missed, standing } = ledger;
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
    minimumDays: minimumDayRows(ledger.minimumDays, timeZone),
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
    made: daysMade(ledger),
    flagged: (claims?.flagged ?? []).map(({ date, rule, reason }) => ({
      date: formatDay(date),
      reason: `${reason} (${rule})`,
    })),
    held: sessions
      .filter(({ sessionId }) => ledger.held.has(sessionId))
      .map(({ sessionId, date, subject, minutes }) => ({
        sessionId,
        date: formatDay(date),
        subject,
        minutes,
        reason: ledger.held.get(sessionId) ?? "",
      })),
    leftOut: ledger.leftOut.map(({ sessionId, schoolId, date, minutes, rule, reason }) => ({
      key: `${sessionId} ${rule} ${reason}`,
      date: formatDay(date),
      session:
        sessions.find((session) => session.sessionId === sessionId && session.schoolId === schoolId)
          ?.subject ?? `Session ${sessionId}`,
      minutes,
      reason: `${reason} (${rule})`,
    })),
    history: ledger.history.map(({ id, step, absenceDate, reason, at }) => ({
      id,
      at: writtenMoment(at, timeZone),
      absence: formatDay(absenceDate),
      step: step === "claimed" ? "Claimed" : "Withdrawn",
      reason,
    })),
  };
}

/** Every day earned: the sessions that made it, and the absence it makes up, or that it is in the bank. */
function daysMade({ made, claims, sessions, schoolYear, standing }: Ledger) {
  const expires = displayDay(fiscalYearBounds(schoolYear).through);
  return made.map(({ date, sessionIds }) => {
    const claim = claims.find(({ earnedDate }) => earnedDate.equals(date));
    const unusable = standing?.claims.unusable.find((one) => one.date.equals(date));
    return {
      date: formatDay(date),
      sessions: sessions
        .filter(({ sessionId }) => sessionIds.includes(sessionId))
        .map((session) => `${displayDay(session.date)}: ${session.subject}, ${session.minutes} minutes`)
        .join("; "),
      use: claim
        ? `Makes up ${displayDay(claim.absenceDate)}${claim.code ? ` (code ${claim.code})` : ""}`
        : unusable
          ? `${unusable.reason} (${unusable.rule})`
          : `In the bank until ${expires}`,
    };
  });
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
