import { byDate, displayDay, formatDay } from "#app/calendar/day.ts";
import { schoolYearLabel, schoolYearOf } from "#app/calendar/school-year.ts";
import type { Grade } from "#app/people/grade.ts";
import { type MinimumDay, minimumDay, type Program } from "./minimum-day.ts";
import type { RecoverySettings } from "./settings.ts";
import { type Given, settingsOn } from "./settings-by-day.ts";

/**
 * Time one pupil spent in one session, as the teacher documented it: whole minutes, meals and breaks left out.
 * `minimumDayMinutes` where the pupil's minimum day on that date was another than the pupil's.
 */
export type AttendedSession = { date: Temporal.PlainDate; minutes: number; minimumDayMinutes?: number };

/**
 * One calendar date of participation. Minutes: attended, credited, then in the bank afterwards; `droppedMinutes` left
 * the bank uncounted.
 */
export type CreditStep = {
  date: Temporal.PlainDate;
  minutes: number;
  creditedMinutes: number;
  droppedMinutes: number;
  bankAfter: number;
  earned: boolean;
  reason: string;
};

/** `earnedOn` has one date a day earned. With one minimum day: credited = earned x minimum day + banked + dropped. */
export type Credit = {
  creditedMinutes: number;
  earnedDays: number;
  bankedMinutes: number;
  earnedOn: Temporal.PlainDate[];
  steps: CreditStep[];
  minimumDay: MinimumDay;
  citations: string[];
};

const hour = 60;
const wholeHours = (minutes: number) => Math.floor(minutes / hour) * hour;
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * Turns the time of one pupil into days of recovery (AR-MIN-1 to 4, AR-CAP-4): date by date, time is credited, added
 * to the bank, and a day is earned when the bank holds a minimum day, at most one a date and none on a date without
 * time that counts. A date that reaches the minimum day is credited as such (daily increment); any other in whole hours,
 * as the settings of that date say (hourly increment). The bank lapses on 30 June (AR-ABS-7). Sessions may come in any
 * order.
 */
export function creditSessions(pupil: {
  grade: Grade;
  program: Program;
  minimumDayMinutes: number | null;
  sessions: readonly AttendedSession[];
  settings: Given;
}): Credit {
  const usual = minimumDay({
    ownMinutes: pupil.minimumDayMinutes,
    program: pupil.program,
    grade: pupil.grade,
  });
  const dates = Map.groupBy(pupil.sessions, (session) => formatDay(session.date));
  const steps: CreditStep[] = [];
  let [bank, loose] = [0, 0];
  for (const key of [...dates.keys()].toSorted()) {
    const sessions = dates.get(key)!;
    const { date } = sessions[0]!;
    const previous = steps.at(-1);
    const lapses = previous !== undefined && schoolYearOf(previous.date) !== schoolYearOf(date);
    if (lapses) [bank, loose] = [0, 0];
    const dayMinutes = Math.max(...sessions.map((session) => session.minimumDayMinutes ?? usual.minutes));
    const attended = sessions.map((session) => Math.max(0, Math.floor(session.minutes)));
    const time = creditDate(attended, dayMinutes, { bank, loose }, settingsOn(pupil.settings, date));
    ({ bank, loose } = time);
    const { earned, dropped } = time;
    const parts = [
      lapses ? `A new year, ${schoolYearLabel(schoolYearOf(date))}, starts with an empty bank.` : "",
      time.reason,
      earned ? `With them a minimum day of ${dayMinutes} minutes is full: one day earned.` : "",
      !earned && bank >= dayMinutes ? "No time of this date counts, so no day is earned on it." : "",
      dropped > 0 ? `The last ${dropped} minutes, less than an hour, are dropped.` : "",
    ];
    steps.push({
      date,
      minutes: total(attended),
      creditedMinutes: time.credited,
      droppedMinutes: dropped,
      bankAfter: bank,
      earned,
      reason: parts.filter(Boolean).join(" "),
    });
  }
  const earnedOn = steps.filter((step) => step.earned).map((step) => step.date);
  return {
    creditedMinutes: total(steps.map((step) => step.creditedMinutes)),
    earnedDays: earnedOn.length,
    bankedMinutes: bank,
    earnedOn: earnedOn.toSorted(byDate),
    steps,
    minimumDay: usual,
    citations: [usual.citation, "EC 46211 (daily and hourly increments)", "EC 46211(d)(1)"],
  };
}

/** Minutes kept for later dates. `loose`: of the running total, not yet an hour (HOUR_TOTAL only). */
export type Bank = { bank: number; loose: number };

/** What one date adds to the bank, whether that earns a day, and what the bank then loses. Minutes. */
export type DateCredit = Bank & { credited: number; earned: boolean; dropped: number };

/**
 * The credit of one date: the arithmetic of `creditSessions`, for whoever asks it of very many dates. A day is earned
 * for a calendar day of participation (EC 46211(d)(1)), and participation is documented in daily or hourly increments:
 * a date of which no time counts earns none, however full the bank.
 */
export function creditOfDate(
  attended: readonly number[],
  dayMinutes: number,
  before: Bank,
  settings: RecoverySettings,
): DateCredit {
  const raw = total(attended);
  const [counted, rest] = countedTime(attended, before.loose, settings.rounding);
  const carries = settings.dailyExcess === "CARRY";
  const reaches = raw >= dayMinutes;
  const atLeast = reaches ? dayMinutes : 0;
  const credited = carries
    ? Math.max(atLeast, counted)
    : reaches
      ? dayMinutes
      : Math.min(counted, dayMinutes);
  const looseAfterDay = carries
    ? settings.rounding === "HOUR_TOTAL"
      ? Math.max(0, before.loose + raw - credited)
      : 0
    : before.loose;
  const full = before.bank + credited;
  const earned = credited > 0 && full >= dayMinutes;
  const left = earned ? full - dayMinutes : full;
  const dropsRest = earned && dayMinutes % hour !== 0 && settings.remainder230 === "DROP";
  const dropped = dropsRest && settings.rounding !== "MINUTES" ? left % hour : 0;
  return { credited, earned, dropped, bank: left - dropped, loose: reaches ? looseAfterDay : rest };
}

function creditDate(
  attended: readonly number[],
  dayMinutes: number,
  before: Bank,
  settings: RecoverySettings,
): DateCredit & { reason: string } {
  const credit = creditOfDate(attended, dayMinutes, before, settings);
  const raw = total(attended);
  const said = `${raw} minutes attended`;
  if (raw >= dayMinutes)
    return {
      ...credit,
      reason: `${said} reach the minimum day of ${dayMinutes}: ${credit.credited} credited.`,
    };
  const how = {
    HOUR_PER_SESSION: "whole hours of each session count",
    HOUR_PER_DATE: "whole hours of the date count",
    HOUR_TOTAL: "whole hours of the running total count",
    MINUTES: "every minute counts",
  }[settings.rounding];
  return { ...credit, reason: `${said}, ${credit.credited} credited: ${how}.` };
}

/** The minutes of a date that count under a rounding, and what stays loose for the next. */
function countedTime(
  attended: readonly number[],
  loose: number,
  rounding: RecoverySettings["rounding"],
): [counted: number, loose: number] {
  const raw = total(attended);
  switch (rounding) {
    case "HOUR_PER_SESSION":
      return [total(attended.map(wholeHours)), 0];
    case "HOUR_PER_DATE":
      return [wholeHours(raw), 0];
    case "HOUR_TOTAL":
      return [wholeHours(loose + raw), (loose + raw) % hour];
    case "MINUTES":
      return [raw, 0];
  }
}

/** What a credit comes to, in a sentence: "1 day earned, 70 minutes kept toward the next of 230." */
export function creditSummary({ earnedDays, bankedMinutes, minimumDay, earnedOn }: Credit): string {
  const days = `${earnedDays} ${earnedDays === 1 ? "day" : "days"} earned`;
  const last = earnedOn.at(-1);
  const when = last ? `, the last on ${displayDay(last)}` : "";
  return `${days}${when}; ${bankedMinutes} minutes kept toward the next of ${minimumDay.minutes}.`;
}
