import { displayTime, spansOverlap } from "#app/calendar/bell.ts";
import { dayOf } from "#app/calendar/time-of-day.ts";
import { gradeFromAeries } from "#app/people/grade.ts";
import { teacherStanding } from "#app/recovery/certification.ts";
import type { LeftOut } from "#app/recovery/counted-time.ts";
import { answerInForce } from "#app/recovery/election.ts";
import { presenceOf } from "#app/recovery/presence.ts";
import { purposeFacts, supervisedBy } from "#app/recovery/purpose.ts";
import { ratioPeak } from "#app/recovery/ratio-peak.ts";
import { gradesLabel } from "#app/recovery/session.ts";
import type { RecoverySettings } from "#app/recovery/settings.ts";
import { spansOf, stretchesOf } from "#app/recovery/stretches.ts";
import { spansInWords, supervising } from "#app/recovery/supervision.ts";
import { teachingSpans } from "#app/recovery/teachers-of.ts";
import { writtenDay } from "#app/ui/written-day.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import { type ClaimedDay, type SessionOnRecord, staysOf, type TeacherOnRecord } from "./facts.ts";
import { counted, type Fact, figure, type Part, type SheetWords, schoolIn } from "./sheet.ts";

/** One session of a claimed day: times, minutes left out and why, teachers, ratio, attestation, the family's yes. */
export function sessionPart(
  day: ClaimedDay,
  session: SessionOnRecord,
  settings: Pick<RecoverySettings, "mixedRatio">,
  words: SheetWords,
): Part {
  const stays = staysOf(session.times, day.claim.pupilId);
  const notCounted = day.leftOut.filter(({ sessionId }) => sessionId === session.id);
  const when = (at: Temporal.Instant) => writtenMoment(at, words.timeZone);
  const running = day.studyDays.get(session.date.toString()) ?? 0;
  const decisions = session.decisions.map(
    ({ at, who, what, why }) => `${what}: ${who}, ${when(at)}${why ? `, ${why}` : ""}`,
  );
  return {
    title: `Session ${session.id}: ${writtenDay(session.date)}, ${displayTime(session.startsAt)} to ${displayTime(session.endsAt)}`,
    facts: [
      {
        term: "Where and what",
        is: `${schoolIn(words, session.schoolId)}, room ${session.room}: ${session.subject}, ${gradesLabel(session)}${session.program ? `, of ${session.program}` : ""}`,
      },
      {
        term: "In and out",
        is:
          stays
            .map(
              ({ row }) =>
                `${timeOr(row.inAt)} to ${timeOr(row.outAt)} (${row.source}, entered by ${row.by}, ${when(row.at)}${row.reason ? `: ${row.reason}` : ""})`,
            )
            .join("; ") || "No times on record",
      },
      { term: "What it was for", is: purposeIn(session) },
      { term: "Minutes", is: minutesOf(session, stays, notCounted) },
      ...teachersOf(session, words),
      { term: "Ratio", is: ratioOf(session, supervisedBy(settings, session.purpose), words) },
      { term: "Attested", is: attestedOf(session, day.claim.pupilId, words) },
      { term: "Family's yes", is: electionOf(day, session, words) },
      {
        term: "Might take part",
        is: `${counted(running, "schoolday")} running in independent study (at most 15, AR-PUP-2); in person, in a classroom-based program (AR-PUP-1, -5)`,
      },
      ...(decisions.length > 0 ? [{ term: "Decisions", is: decisions.join(". ") }] : []),
      ...(session.cancelled === null ? [] : [{ term: "Cancelled", is: session.cancelled }]),
    ],
    tables: [],
  };
}

/** Standard, meals, other programs at the time, and the adoption that an auditor asks for (AR-SES-6, -8; AR-ELO; AR-LEA-4). */
function purposeIn({ subject, purpose, adopted }: SessionOnRecord): string {
  const facts =
    purpose === null
      ? ["not on record, since nobody was asked"]
      : purposeFacts(purpose).map(({ term, is }) => `${term.toLowerCase()}: ${is}`);
  const beside = purpose?.alongside
    ? " The stricter supervision rule held (AR-ELO-3), and its sign-in was not counted for the other program (AR-ELO-5)."
    : "";
  const board = adopted ?? "no adoption by the board on record";
  return `${subject}; ${facts.join("; ")}.${beside} It added to the classroom program for a limited term (AR-LEA-4): ${board}.`;
}

const timeOr = (minute: number | null) => (minute === null ? "not written down" : displayTime(minute));

/** Minutes in the room, what of them is no instruction of this session, what counts, and what of it does not and why. */
function minutesOf(
  session: SessionOnRecord,
  stays: ReturnType<typeof staysOf>,
  notCounted: readonly LeftOut[],
): string {
  const known = stays.flatMap(({ signedIn, signedOut }) =>
    signedIn === null || signedOut === null || signedOut < signedIn
      ? []
      : [{ startsAt: signedIn, endsAt: signedOut }],
  );
  const inRoom = known.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
  const within = presenceOf({ session, stays });
  const counts = presenceOf({ session, stays, breaks: session.breaks });
  const breaks = session.breaks.filter((pause) => known.some((stay) => spansOverlap(stay, pause)));
  const left = [
    ...(inRoom > within.minutes ? [`${inRoom - within.minutes} outside the session's hours`] : []),
    ...(within.minutes > counts.minutes
      ? [
          `${within.minutes - counts.minutes} of no instruction (${breaks
            .map(
              ({ what, startsAt, endsAt }) => `${what}, ${displayTime(startsAt)} to ${displayTime(endsAt)}`,
            )
            .join("; ")})`,
        ]
      : []),
  ];
  const out = left.length === 0 ? "nothing left out" : `left out: ${left.join(", ")}`;
  const troubles = counts.problems.map(({ sentence }) => ` ${sentence}`).join("");
  const lost = notCounted.map(
    ({ minutes, reason, rule }) => ` ${minutes} of them do not count: ${reason} (${rule})`,
  );
  return `${inRoom} in the room, ${out}; ${counts.minutes} of instruction.${troubles}${lost.join("")}`;
}

/** Whoever was a teacher of the session, and when, where it was not all of it. */
function teachersOf(session: SessionOnRecord, words: SheetWords): Fact[] {
  const spans = teachingSpans(session, session.teaching, words.timeZone);
  const there = session.teachers.filter(({ staffId }) => spans.some((span) => span.teacherId === staffId));
  if (there.length === 0) return [{ term: "Teacher", is: "No teacher on record (AR-SES-2)" }];
  return there.map((teacher, at) => {
    const own = spans.filter(({ teacherId }) => teacherId === teacher.staffId);
    const whole = own.some(
      ({ startsAt, endsAt }) => startsAt <= session.startsAt && endsAt >= session.endsAt,
    );
    const when = own.map(({ startsAt, endsAt }) => `${displayTime(startsAt)} to ${displayTime(endsAt)}`);
    return {
      term: at === 0 ? "Teacher" : "And teacher",
      is: `${teacherOf(teacher, session.date, words)}${whole ? "" : `; there ${when.join(", ")}`}`,
    };
  });
}

/** A teacher as an auditor asks (AR-SES-2): may they on the date, by which document and employment, verified by whom. */
function teacherOf(teacher: TeacherOnRecord, on: Temporal.PlainDate, { timeZone }: SheetWords): string {
  const standing = teacherStanding(teacher, on);
  const verdict = standing.qualified
    ? standing.verified
      ? "employed and certificated on this date"
      : "employed, with a number in Aeries; nobody has verified the document"
    : `MAY NOT have supervised it: ${standing.reason}`;
  const documents = teacher.documents.map(
    ({ document, validFrom, expiresOn, employedByAgency, by, at }) =>
      `document ${document}${validFrom ? ` from ${writtenDay(validFrom)}` : ""}${expiresOn ? ` through ${writtenDay(expiresOn)}` : ", no expiry"}, ${employedByAgency ? "employee of the agency" : "not an employee of the agency"}, verified by ${by}, ${writtenMoment(at, timeZone)}`,
  );
  const facts = [
    teacher.educatorId === null ? "no state educator ID" : `state educator ID ${teacher.educatorId}`,
    teacher.hiredOn === null ? "no date of hire on record" : `hired ${writtenDay(teacher.hiredOn)}`,
    ...(teacher.leftOn === null ? [] : [`left ${writtenDay(teacher.leftOn)}`]),
    ...documents,
  ];
  return `${teacher.name} (staff ${teacher.staffId}): ${verdict}; ${facts.join("; ")}`;
}

/** By the rule that holds sessions (`holds.ts`): pupils within its hours, and teachers who could supervise it. */
function ratioOf(
  session: SessionOnRecord,
  settings: Pick<RecoverySettings, "mixedRatio">,
  { timeZone }: SheetWords,
): string {
  const everyone = [...new Set(session.times.map(({ pupilId }) => pupilId))];
  const stays = everyone.flatMap((pupilId) =>
    staysOf(session.times, pupilId).flatMap(({ row }) => {
      const grade = gradeFromAeries(row.grade);
      return grade === null || row.inAt === null ? [] : [{ grade, inAt: row.inAt, outAt: row.outAt }];
    }),
  );
  const known = new Map(session.teachers.map((teacher) => [teacher.staffId, teacher]));
  const teaching = supervising(teachingSpans(session, session.teaching, timeZone), known, session.date);
  const stretches = stretchesOf(session, stays, teaching);
  const alone = spansOf(stretches, ({ supervised }) => !supervised);
  const peak = ratioPeak(stretches, settings);
  if (peak === null) return "Nobody was in it during its hours.";
  const over = peak.allowed ? "" : ` Over it ${spansInWords(peak.over)}.`;
  const nobody = alone.length === 0 ? "" : ` NOBODY QUALIFIED was there ${spansInWords(alone)} (AR-SES-2).`;
  return `Fullest at ${peak.at}: ${peak.reason}${over}${nobody} EC 46211(f).`;
}

function attestedOf(session: SessionOnRecord, pupilId: number, { timeZone }: SheetWords): string {
  const last = session.attestations.at(-1);
  if (last === undefined) return "Not attested";
  const after = session.times.filter(
    (row) => row.pupilId === pupilId && row.id > last.throughPresenceId,
  ).length;
  const covers = `${counted(last.pupilCount, "pupil")}, ${figure(last.minutesTotal)} minutes`;
  return `${last.by}, ${writtenMoment(last.at, timeZone)}: “${last.statement}” Covers ${covers}${after > 0 ? `; this pupil's times were corrected afterwards (${counted(after, "entry", "entries")}), which counts once the teacher attests anew` : ""}.`;
}

/** The answer in force for the session on its date, and who gave it. */
function electionOf(
  { answers }: ClaimedDay,
  { id, date }: SessionOnRecord,
  { timeZone }: SheetWords,
): string {
  const given = answers.map((answer) => ({ ...answer, on: dayOf(answer.at, timeZone) }));
  const answer = answerInForce(given, { sessionId: id, date });
  if (answer === null) return "No answer on record by this date (AR-PUP-3)";
  return `${answer.answer === "yes" ? "Yes" : "NO"}, said by ${answer.saidBy}; recorded by ${answer.by}, ${writtenMoment(answer.at, timeZone)} (AR-PUP-3)`;
}

/** Time at a school whose records the reader may not open. */
export const elsewhereFacts = ({ elsewhere }: ClaimedDay, words: SheetWords): Fact[] =>
  elsewhere.map(({ date, schoolId, minutes }) => ({
    term: writtenDay(date),
    is: `${minutes} minutes at ${schoolIn(words, schoolId)}. Its records of the session are open to that school and to the district.`,
  }));
