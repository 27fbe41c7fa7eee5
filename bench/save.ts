import { classes, schoolId } from "./district.ts";
import type { Figure } from "./figure.ts";
import { answersPerSecond, inTurns } from "./load.ts";
import type { Bench } from "./machine.ts";
import { prepareSaveFloor } from "./save-floor.ts";
import { savingsOf } from "./saving.ts";

/** Saving 30 changed marks as 16 teachers, against the same statements with no web process before them. */
export async function measureSave(bench: Bench): Promise<Figure[]> {
  const next = classes.map(savingsOf);
  const floor = await prepareSaveFloor(bench);
  const save = (seconds: number) =>
    answersPerSecond(bench.product, seconds, "3xx", (connection) => [
      { method: "POST", path: "/", setupRequest: () => next[connection]!() },
    ]);
  await save(2);
  const before = await written(bench);
  const { product, floor: bare } = await inTurns(
    3,
    () => save(3),
    () => floor.perSecond(3),
  );
  const after = await written(bench);
  const savings = after.takings - before.takings;
  if (after.marks - before.marks !== savings * 30) {
    throw new Error(`${savings} savings wrote ${after.marks - before.marks} marks instead of 30 each.`);
  }
  return [
    {
      name: "Save of 30 marks",
      unit: "a second",
      value: product,
      floor: { name: `a second, ${floor.driver}`, value: bare },
      target: 0.12,
      better: "more",
      note: `16 connections; ${savings} savings, each of which wrote 30 marks. Floor by ${floor.driver}.`,
    },
  ];
}

async function written({ admin }: Bench): Promise<{ marks: number; takings: number }> {
  const [row] = await admin<{ marks: number; takings: number }[]>`select
    (select count(*)::int from mark where school_id = ${schoolId}) as marks,
    (select count(*)::int from register_taking where school_id = ${schoolId}) as takings`;
  return row!;
}
