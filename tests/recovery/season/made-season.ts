import { gradeFromAeries } from "#app/people/grade.ts";
import { minimumDay } from "#app/recovery/minimum-day.ts";
import { makeOffers } from "#app/recovery/season/offers.ts";
import {
  type Offer,
  type SeasonInput,
  type SeasonPupil,
  type SeasonRules,
  usualBands,
} from "#app/recovery/season/season.ts";
import type { SessionBreak } from "#app/recovery/session.ts";
import { defaultRecoverySettings } from "#app/recovery/settings.ts";
import { chance } from "./chance.ts";

export const plainRules: SeasonRules = {
  bands: usualBands,
  minimumFill: 1,
  siblings: "when free",
  locked: {},
  settings: defaultRecoverySettings,
};

/** What a made season looks like. Lengths of sessions in minutes, one of them for each date; breaks of all of them. */
export type Shape = {
  pupils: number;
  dates: number;
  rooms: number;
  teachers: number;
  seats: [number, number];
  lengths: number[];
  grades: [number, number];
  mostDays: number;
  breaks?: SessionBreak[];
};

export function pupilOf(pupilId: number, grade: number, more: Partial<SeasonPupil> = {}): SeasonPupil {
  const day = minimumDay({ ownMinutes: null, program: "regular", grade: gradeFromAeries(grade)! });
  return {
    pupilId,
    grade,
    minimumDayMinutes: day.minutes,
    bankedMinutes: 0,
    recoverableDays: 1,
    familyKey: null,
    booked: [],
    ...more,
  };
}

/** A season made of chance, the same for the same seed. */
export function madeSeason(seed: number, shape: Shape): SeasonInput {
  const { whole, oneOf, next } = chance(seed);
  const pupils = Array.from({ length: shape.pupils }, (_, index) =>
    pupilOf(1000 + index, whole(...shape.grades), {
      bankedMinutes: next() < 0.3 ? 60 * whole(0, 2) : 0,
      recoverableDays: whole(1, shape.mostDays),
      familyKey: next() < 0.3 ? whole(1, Math.ceil(shape.pupils / 5)) : null,
    }),
  );
  const rooms = Array.from({ length: shape.rooms }, (_, index) => ({
    room: `R${index + 1}`,
    seats: whole(...shape.seats),
  }));
  const first = Temporal.PlainDate.from("2026-10-03");
  const offers: Offer[] = [];
  for (let at = 0; at < shape.dates; at++) {
    const startsAt = 480;
    const time = { startsAt, endsAt: startsAt + oneOf(shape.lengths) };
    const dates = [first.add({ days: 7 * Math.floor(at / 2) + (at % 2) * 4 })];
    const teachers = Array.from({ length: shape.teachers }, (_, index) => ({
      teacherId: index + 1,
      startsAt: 0,
      endsAt: 1440,
      dates,
    }));
    offers.push(...makeOffers({ times: [time], teachers, rooms, breaks: shape.breaks }).offers);
  }
  return { pupils, offers, rules: plainRules };
}
