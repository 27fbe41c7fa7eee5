import loadHighs from "highs";
import { creditAlone } from "#app/recovery/season/earn.ts";
import { modelOf } from "#app/recovery/season/model.ts";
import type { SeasonInput } from "#app/recovery/season/season.ts";

/**
 * The best that a season can be, found by a solver that knows nothing of ours. `whole`: pupils, days and bands in
 * whole numbers, the true optimum; otherwise the linear relaxation, which is never less. For one session a date or
 * sessions at the same time, under the default settings, without bookings and without a sixth day in a week.
 */
export async function optimumOf(input: SeasonInput, { whole }: { whole: boolean }): Promise<number> {
  const { slots, seekers, bands, settings } = modelOf(input);
  const rows: string[] = [];
  const wholes: string[] = [];
  const limits: string[] = [];
  const open = slots.map(({ room }, slot) =>
    bands.flatMap((_, band) => (room[band]! > 0 ? [`y_${slot}_${band}`] : [])),
  );
  for (const [slot, ys] of open.entries()) if (ys.length > 0) rows.push(`o${slot}: ${ys.join(" + ")} <= 1`);
  const seats = new Map<string, string[]>();
  const days: string[] = [];
  for (const [who, { band, pupil }] of seekers.entries()) {
    const terms: string[] = [];
    const byTime = new Map<string, string[]>();
    for (const [slot, { room, minutes, day, offer }] of slots.entries()) {
      const credit = creditAlone(minutes, pupil.minimumDayMinutes, settings);
      if (room[band]! === 0 || credit === 0) continue;
      const x = `x_${who}_${slot}`;
      wholes.push(x);
      terms.push(`${credit} ${x}`);
      const time = `${day}_${offer.startsAt}`;
      byTime.set(time, [...(byTime.get(time) ?? []), x]);
      const seat = `${slot}_${band}`;
      seats.set(seat, [...(seats.get(seat) ?? []), x]);
      limits.push(`0 <= ${x} <= 1`);
    }
    for (const [time, xs] of byTime) rows.push(`t${who}_${time}: ${xs.join(" + ")} <= 1`);
    // The last day is limited by what all dates together can bring, so that parts of a day do not count for it.
    const credits = [...byTime.values()].map((xs) =>
      Number(terms.find((term) => term.endsWith(` ${xs[0]}`))!.split(" ")[0]),
    );
    const reachable = Math.floor(
      (pupil.bankedMinutes + credits.reduce((sum, credit) => sum + credit, 0)) / pupil.minimumDayMinutes,
    );
    const most = Math.min(pupil.recoverableDays, reachable);
    if (most === 0 || terms.length === 0) continue;
    days.push(`z${who}`);
    limits.push(`0 <= z${who} <= ${most}`);
    rows.push(`d${who}: ${pupil.minimumDayMinutes} z${who} - ${terms.join(" - ")} <= ${pupil.bankedMinutes}`);
  }
  for (const [seat, xs] of seats) {
    const [slot, band] = seat.split("_").map(Number) as [number, number];
    const room = Math.min(slots[slot]!.room[band]!, slots[slot]!.offer.seats);
    rows.push(`s${seat}: ${xs.join(" + ")} - ${room} y_${seat} <= 0`);
  }
  if (days.length === 0) return 0;
  const ys = open.flat();
  const text = [
    "Maximize",
    ` obj: ${days.join(" + ")}`,
    "Subject To",
    ...rows.map((row) => ` ${row}`),
    "Bounds",
    ...[...limits, ...ys.map((y) => `0 <= ${y} <= 1`)].map((limit) => ` ${limit}`),
    ...(whole ? ["General", ` ${[...days, ...wholes, ...ys].join(" ")}`] : []),
    "End",
  ].join("\n");
  const highs = await loadHighs();
  const solution = highs.solve(text, { mip_rel_gap: 0, time_limit: 20 } as never);
  if (solution.Status !== "Optimal") throw new Error(`The solver answered ${solution.Status}.`);
  return Math.floor(solution.ObjectiveValue + 1e-6);
}
