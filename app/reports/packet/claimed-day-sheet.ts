import { gradeFromAeries, gradeLabel } from "#app/people/grade.ts";
import { type Given, settingsOn } from "#app/recovery/settings-by-day.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { absencePart, notRecoverable } from "./absence-part.ts";
import type { ClaimedDay, Happening } from "./facts.ts";
import { elsewhereFacts, sessionPart } from "./session-part.ts";
import { type Part, type Sheet, type SheetWords, schoolIn } from "./sheet.ts";
import { claimPart, notEarned, timePart } from "./time-part.ts";

/** One claimed day as an auditor reads it, from the absence to the minutes and to what changed since (law: 1.8, audit file). */
export function claimedDaySheet(day: ClaimedDay, settings: Given, words: SheetWords): Sheet {
  const { claim, pupil } = day;
  const grade = gradeFromAeries(pupil.grade);
  const there = elsewhereFacts(day, words);
  return {
    title: `${pupil.name}: ${writtenDay(claim.absenceDate)} recovered`,
    lead: `Student ID ${claim.pupilId}, number ${pupil.studentNumber} at ${schoolIn(words, claim.schoolId)}${pupil.stateId ? `, SSID ${pupil.stateId}` : ""}, ${grade === null ? "no grade of TK to 12" : gradeLabel(grade)} on that day.`,
    warnings: warningsOf(day, settings),
    parts: [
      absencePart(day, settings, words),
      claimPart(day, words),
      timePart(day),
      ...day.sessions.map((session) => sessionPart(day, session, settingsOn(settings, session.date), words)),
      ...(there.length > 0 ? [{ title: "Time at another school", facts: there, tables: [] }] : []),
      { title: "Settings used", facts: words.settings, tables: [] },
      historyPart(day, words),
    ],
  };
}

/** What an auditor should look at first; empty for a day that the records of now bear out. */
export function warningsOf(day: ClaimedDay, settings: Given): string[] {
  const found = day.sessions.length + day.elsewhere.length;
  return [
    day.claim.since,
    notRecoverable(day.claim, day.absence, settings),
    notEarned(day),
    day.place.number > 10 ? "More than ten days are claimed for this pupil this year (AR-CAP-1)." : null,
    found < day.claim.sessionIds.length
      ? `${day.claim.sessionIds.length - found} of the sessions named by the claim have no attested time on record.`
      : null,
    ...day.leftOut
      .filter(({ why }) => why !== "counted elsewhere")
      .map(
        ({ sessionId, minutes, rule, reason }) =>
          `${minutes} minutes of session ${sessionId} do not count. ${reason} (${rule})`,
      ),
    ...day.sessions
      .filter(({ attestations }) => attestations.length === 0)
      .map(({ id }) => `Session ${id} is not attested (AR-SES-3).`),
    ...day.sessions
      .filter(({ cancelled }) => cancelled !== null)
      .map(({ id }) => `Session ${id} was cancelled.`),
  ].filter((warning) => warning !== null);
}

const exportWords = { ATD: "Minutes (ATD)", ATT: "Make-up (ATT)" } as const;

/** Everything that happened to the claim, its sessions as far as they concern the pupil, and its way to Aeries. */
function historyPart(day: ClaimedDay, words: SheetWords): Part {
  const happenings: Happening[] = [
    ...day.steps,
    ...day.sessions.flatMap(({ id, changes }) =>
      changes
        .filter(({ pupilIds }) => pupilIds.length === 0 || pupilIds.includes(day.claim.pupilId))
        .map((change) => ({ ...change, what: `Session ${id}: ${change.what}` })),
    ),
    ...day.exports.flatMap(({ id, kind, action, steps }) =>
      steps.map((step) => ({
        ...step,
        what: `${exportWords[kind]} to Aeries, file ${id}${action === "clear" ? ", taking back" : ""}: ${step.what}`,
      })),
    ),
    ...day.certified.map(({ period, by, at }) => ({
      at,
      who: by,
      what: `Certified in ${period}`,
      why: null,
    })),
  ];
  return {
    title: "What happened, and every change",
    facts: [
      {
        term: "Sent to Aeries",
        is:
          day.exports.length === 0
            ? "Not in a file for Aeries yet"
            : day.exports
                .map(
                  ({ id, kind, steps }) =>
                    `${exportWords[kind]}, file ${id}: ${steps.at(-1)?.what ?? "proposed"}`,
                )
                .join("; "),
      },
    ],
    tables: [
      {
        caption: "In order of time",
        heads: ["When", "Who", "What", "Why"],
        rows: happenings
          .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
          .map(({ at, who, what, why }) => [writtenMoment(at, words.timeZone), who, what, why ?? ""]),
      },
    ],
  };
}
