import type { Actor } from "#app/access/actor.ts";
import type { Tx } from "#app/access/scope.server.ts";
import { authorOf } from "#app/access/trace.server.ts";
import type { Context } from "#app/context.ts";
import { recoveryElection } from "#drizzle/schema/recovery.ts";
import { barTo, type CandidatePupil, enrolledBy, pupilsForRecovery } from "./candidates.server.ts";
import { answerInForce } from "./election.ts";
import { electionsOf } from "./elections.server.ts";
import type { MatchedStay } from "./match-attendance.ts";
import type { Moment } from "./moment.ts";
import { bookedMeanwhile, placesOf, takeStep } from "./place-rows.server.ts";
import { recordPresence } from "./presence.server.ts";
import { presenceRows } from "./presence-rows.server.ts";
import type { RecoverySession } from "./session.ts";
import type { RowError } from "./sheet-reply.ts";
import type { SheetStandings } from "./sheet-standings.server.ts";

/** How families said yes where no answer is on record, and where the pupils of the sheet stand. */
type Said = { saidBy: string; standings: SheetStandings };

/**
 * Takes over the stays of one session; what speaks against any of them, by row.
 * @param session locked, and so is its school's recovery on that day
 */
export async function saveSheetSession(
  context: Context,
  tx: Tx,
  actor: Actor,
  now: Moment,
  session: RecoverySession,
  stays: readonly MatchedStay[],
  said: Said,
): Promise<RowError[]> {
  const at = { schoolId: actor.schoolId, sessionId: session.id };
  const errors = await giveMissingPlaces(tx, actor, now, { ...at, date: session.date }, stays, said);
  const before = Map.groupBy(await presenceRows(tx, at), ({ pupilId }) => pupilId);
  const times = [...Map.groupBy(stays, ({ pupilId }) => pupilId)].flatMap(([pupilId, all]) => {
    const known = (before.get(pupilId) ?? []).filter(({ inAt, outAt }) => inAt !== null || outAt !== null);
    const sorted = all.toSorted((one, other) => one.inAt - other.inAt);
    const alike = ({ inAt, outAt }: MatchedStay) =>
      known.some((row) => row.inAt === inAt && row.outAt === outAt);
    const fresh = sorted.filter((stay) => !alike(stay));
    if (known.length > 0 && fresh.length > 0) {
      const sentence =
        "Other times of this pupil are on record for this session. Correct them on its page, or leave the row out.";
      errors.push(...fresh.map(({ row }) => ({ row, sentence })));
      return [];
    }
    return fresh.map(({ inAt, outAt, row }, index) => ({ pupilId, stay: index + 1, inAt, outAt, row }));
  });
  if (errors.length > 0 || times.length === 0) return errors;
  const saved = await recordPresence(
    tx,
    at,
    times.map(({ row: _, ...time }) => time),
    {
      author: { ...authorOf(actor), by: actor.userId },
      ...{ now, reason: null, leads: null, source: "import", jobs: context.jobs },
    },
  );
  if (saved.ok) return [];
  return saved.troubles.flatMap(({ pupilId, stay, sentence }) =>
    times
      .filter((time) => pupilId === null || (time.pupilId === pupilId && time.stay === stay))
      .map(({ row }) => ({ row, sentence })),
  );
}

/**
 * Those who came without a booking get a place if the rules let them take part on that day and no other session had
 * them at that time; the rows of the others come back. A yes that came on paper is one to this session.
 */
async function giveMissingPlaces(
  tx: Tx,
  actor: Actor,
  now: Moment,
  { date, ...at }: { schoolId: number; sessionId: number; date: Temporal.PlainDate },
  stays: readonly MatchedStay[],
  { saidBy, standings }: Said,
): Promise<RowError[]> {
  const { settings, standing, studyDays } = standings(date);
  const booked = new Set(
    (await placesOf(tx, at)).flatMap(({ step, pupilId }) => (step === "booked" ? pupilId : [])),
  );
  const ids = [...new Set(stays.map(({ pupilId }) => pupilId))].filter((id) => !booked.has(id));
  if (ids.length === 0) return [];
  const [pupils, elections, busy] = await Promise.all([
    pupilsForRecovery(tx, at.schoolId, { pupilIds: ids }),
    electionsOf(tx, [at.schoolId], ids),
    bookedMeanwhile(tx, at, ids),
  ]);
  const inForce = (pupilId: number) =>
    answerInForce(elections.get(pupilId) ?? [], { sessionId: at.sessionId, date })?.answer ?? null;
  // What the family says today stands in the way; what it said after the session gives no place in it.
  const yes = ({ pupilId, answer }: CandidatePupil) =>
    answer === "no" ? false : inForce(pupilId) === "yes" || saidBy !== "" || null;
  const bars = new Map(
    pupils.map((pupil) => [
      pupil.pupilId,
      barTo(enrolledBy(date, pupil), settings, studyDays(pupil.pupilId, date), yes(pupil)) ??
        (busy.has(pupil.pupilId) ? "This pupil is booked in another session at this time." : null),
    ]),
  );
  const errors = stays.flatMap(({ row, pupilId }) => {
    const bar = bars.get(pupilId);
    return bar ? [{ row, sentence: `${bar} The pupil has no place in this session.` }] : [];
  });
  if (errors.length > 0) return errors;
  const asked = pupils.filter(({ pupilId }) => inForce(pupilId) !== "yes");
  if (asked.length > 0)
    await tx.insert(recoveryElection).values(
      asked.map(({ pupilId }) => ({
        ...{ ...at, pupilId, answer: "yes" as const, saidBy, by: actor.userId, at: now.at },
      })),
    );
  const places = pupils.map((pupil) => ({
    pupilId: pupil.pupilId,
    recoverableDays: standing(pupil.pupilId, date)?.stillToRecover ?? 0,
  }));
  await takeStep(tx, at, "booked", places, { author: authorOf(actor), now }, "came without a booking");
  return [];
}
