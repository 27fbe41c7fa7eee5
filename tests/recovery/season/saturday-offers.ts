import { makeOffers } from "#app/recovery/season/offers.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

/** One room and so many teachers, from one minute to another, on Saturdays. */
export const saturdayOffers = (
  startsAt: number,
  endsAt: number,
  teachers: number,
  seats: number,
  dates = ["2026-10-17"],
) =>
  makeOffers({
    times: [{ startsAt, endsAt }],
    rooms: [{ room: "1", seats }],
    teachers: Array.from({ length: teachers }, (_, index) => ({
      teacherId: index + 1,
      startsAt: 0,
      endsAt: 1440,
      dates: dates.map(day),
    })),
  }).offers;
