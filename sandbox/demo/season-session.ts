import { authorOf } from "#app/access/trace.server.ts";
import { attestSession } from "#app/recovery/attestation.server.ts";
import type { LineStandings } from "#app/recovery/line-standings.server.ts";
import { hasBegun, hasEnded, type Moment, momentIn } from "#app/recovery/moment.ts";
import { placesOf } from "#app/recovery/place-rows.server.ts";
import { bookPupils } from "#app/recovery/places.server.ts";
import type { Asking } from "#app/recovery/places.ts";
import { recordPresence } from "#app/recovery/presence.server.ts";
import type { RecoverySession } from "#app/recovery/session.ts";
import { joinSession, leaveSession } from "#app/recovery/session-teachers.server.ts";
import { chance } from "#sandbox/district/chance.ts";

import type { DemoContext } from "./season.ts";
import type { SeasonSchool } from "./season-people.ts";

export type SeasonPupil = Asking;
type Part = {
  index: number;
  /** Ranked, most recoverable days first. */
  pupils: readonly SeasonPupil[];
  isLastPast: boolean;
  isNext: boolean;
};

/** A group comes to this many sessions before the next of the ranking is asked. */
const sessionsOfGroup = 6;
/** Over the ratio: a second teacher was planned, and fell ill after the places were given out. */
const breached = 3;

/** One session of the demo: places are given out some days before; what is past was held, and attested to. */
export async function holdSession(
  context: DemoContext,
  people: SeasonSchool,
  session: RecoverySession,
  part: Part,
): Promise<void> {
  const { door, clock, settings } = context;
  const { planner, teacher } = people;
  const at = { schoolId: session.schoolId, sessionId: session.id };
  const now = momentIn(settings.timeZone, clock.now());
  const moment = (date: Temporal.PlainDate, minute: number): Moment =>
    momentIn(
      settings.timeZone,
      date
        .toZonedDateTime({
          timeZone: settings.timeZone,
          plainTime: { hour: Math.floor(minute / 60), minute: minute % 60 },
        })
        .toInstant(),
    );
  const before = moment(session.date.subtract({ days: 4 }), 15 * 60);
  const bookedAt = hasBegun(session, now) || Temporal.Instant.compare(before.at, now.at) < 0 ? before : now;
  const asked = asking(part, session);
  const author = { ...authorOf(planner), by: planner.userId };
  const standings: LineStandings = new Map();
  const isBreached = part.index === breached && session.capacity > 20 && hasEnded(session, now);
  await door.asActor(planner, async (tx) => {
    if (isBreached) await joinSession(tx, at, people.colleague, { author, now: bookedAt, standings });
    await bookPupils(tx, at, asked, "mother, by phone", { author, now: bookedAt, standings });
    if (isBreached)
      await leaveSession(tx, at, people.colleague, "ill that morning", {
        author,
        now: moment(session.date, 7 * 60),
      });
  });
  if (!hasEnded(session, now)) return;
  const after = moment(session.date, session.endsAt + 5);
  const by = { ...authorOf(teacher), by: teacher.userId };
  await door.asActor(teacher, async (tx) => {
    const places = (await placesOf(tx, at)).filter(({ step }) => step === "booked");
    const times = places.flatMap(({ pupilId }) => timesOf(session, pupilId, isBreached));
    const forgotten = part.isLastPast ? times[0] : undefined;
    if (forgotten) forgotten.outAt = null;
    await recordPresence(tx, at, times, {
      author: by,
      now: after,
      reason: null,
      leads: teacher.staffId,
      source: "staff",
      jobs: context.jobs,
    });
    if (forgotten) return;
    await attestSession(tx, at, { author: by, staffId: teacher.staffId, now: after, jobs: context.jobs });
  });
}

/** The next session is full, with a waiting list; of those after it some seats are left. */
function asking({ index, pupils, isNext }: Part, session: RecoverySession): readonly SeasonPupil[] {
  const seats = Math.min(20, session.capacity);
  const group = Math.floor(index / sessionsOfGroup) * seats;
  const count = isNext ? seats + 3 : index === breached ? session.capacity : seats - 2 - (index % 4);
  const from = group + count > pupils.length ? 0 : group;
  return pupils.slice(from, from + count);
}

/** When one pupil came and went: most are on time, some are late or leave early, a few do not come. */
function timesOf(session: RecoverySession, pupilId: number, everyone: boolean) {
  const draw = chance(session.date.dayOfYear, session.startsAt, pupilId);
  if (!everyone && draw.happens(0.06)) return [];
  const late = draw.happens(0.1) ? draw.between(8, 25) : -draw.between(0, 10);
  const early = draw.happens(0.04) ? draw.between(10, 30) : 0;
  return [{ pupilId, inAt: session.startsAt + late, outAt: (session.endsAt - early) as number | null }];
}
