import { displayTime } from "#app/calendar/bell.ts";
import type { SessionBreak } from "./session.ts";

/** What the teacher signs (AR-SES-3). */
export const attestationStatement =
  "I supervised this session, and the times in and out recorded here are the time each pupil took part in instruction. Breaks are left out of the minutes.";

/** "Left out: 10:00 am to 10:20 am recess." */
export const breaksLeftOut = (breaks: readonly SessionBreak[]): string =>
  breaks.length === 0
    ? "This session has no breaks."
    : `Left out of the minutes: ${breaks.map(({ startsAt, endsAt, what }) => `${displayTime(startsAt)} to ${displayTime(endsAt)} ${what}`).join("; ")}.`;
