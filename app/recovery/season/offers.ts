import { spansOverlap, type TimeSpan } from "#app/calendar/bell.ts";
import { formatDay } from "#app/calendar/day.ts";
import { mayEnter } from "../ratio.ts";
import type { SessionBreak } from "../session.ts";
import type { FreeRoom, FreeTeacher, Offer } from "./season.ts";

const most = (teachers: number, grade: "K" | 1) => mayEnter({ pupils: [], teachers, mixed: "strict" }, grade);

/** The most seats that one more teacher would open in a room, for grades 1 to 12 first, then for TK and K. */
function opened({ seats }: FreeRoom, teachers: number): [number, number] {
  const gain = (grade: "K" | 1) =>
    Math.min(seats, most(teachers + 1, grade)) - Math.min(seats, most(teachers, grade));
  return [gain(1), gain("K")];
}

/**
 * The sessions that could be held: on each date and at each time, the free teachers go one by one to the free room
 * where they open the most seats (AR-SES-4), a room of its own before a second teacher in one. No teacher and no room is
 * in two at once. `breaks`: those of whatever session they lie in. `idle`: teachers who find no room that gains by them at any time.
 */
export function makeOffers(free: {
  times: readonly TimeSpan[];
  teachers: readonly FreeTeacher[];
  rooms: readonly FreeRoom[];
  breaks?: readonly SessionBreak[];
}): { offers: Offer[]; idle: number[] } {
  const dates = new Map<string, Temporal.PlainDate>();
  for (const { dates: on } of free.teachers) for (const date of on) dates.set(formatDay(date), date);
  const times = free.times.toSorted(
    (one, other) => one.startsAt - other.startsAt || one.endsAt - other.endsAt,
  );
  const breaksOf = ({ startsAt, endsAt }: TimeSpan) =>
    (free.breaks ?? []).filter((pause) => startsAt <= pause.startsAt && pause.endsAt <= endsAt);
  const offers: Offer[] = [];
  for (const [day, date] of [...dates].toSorted(([one], [other]) => one.localeCompare(other))) {
    const ofDay: Offer[] = [];
    for (const time of times) {
      const taken = ofDay.filter((offer) => spansOverlap(offer, time));
      const teachers = [
        ...new Set(
          free.teachers
            .filter(
              (teacher) =>
                teacher.startsAt <= time.startsAt &&
                time.endsAt <= teacher.endsAt &&
                teacher.dates.some((one) => one.equals(date)) &&
                !taken.some(({ teacherIds }) => teacherIds.includes(teacher.teacherId)),
            )
            .map(({ teacherId }) => teacherId),
        ),
      ].toSorted((one, other) => one - other);
      const rooms = free.rooms
        .filter(({ room }) => !taken.some((offer) => offer.room === room))
        .map((room) => ({ ...room, teacherIds: [] as number[] }));
      for (const teacherId of teachers) bestRoom(rooms)?.teacherIds.push(teacherId);
      for (const { room, seats, teacherIds } of rooms)
        if (teacherIds.length > 0)
          ofDay.push({
            key: `${day} ${time.startsAt} ${room}`,
            date,
            ...time,
            breaks: breaksOf(time),
            room,
            seats,
            teacherIds,
          });
    }
    offers.push(...ofDay);
  }
  const used = new Set(offers.flatMap(({ teacherIds }) => teacherIds));
  const idle = [...new Set(free.teachers.map(({ teacherId }) => teacherId))].filter((id) => !used.has(id));
  return { offers, idle: idle.toSorted((one, other) => one - other) };
}

type Filling = FreeRoom & { teacherIds: number[] };

function bestRoom(rooms: readonly Filling[]): Filling | undefined {
  const open = rooms
    .map((room) => ({ room, gain: opened(room, room.teacherIds.length) }))
    .filter(({ gain }) => gain[0] + gain[1] > 0);
  return open.toSorted(
    (one, other) =>
      other.gain[0] - one.gain[0] ||
      other.gain[1] - one.gain[1] ||
      one.room.teacherIds.length - other.room.teacherIds.length ||
      one.room.room.localeCompare(other.room.room),
  )[0]?.room;
}
