/** Who spoke: Aeries, the teacher on the register here, or the office here. */
export type MarkSource = "aeries" | "teacher" | "office";

/**
 * One thing that was said about one pupil in one period of one day. Rows are only ever added. `code` is the school's
 * absence code; null says "present", which is also how a cleared mark reads. `minutesLate` in minutes.
 */
export type MarkRow = {
  source: MarkSource;
  code: string | null;
  minutesLate: number | null;
  note: string | null;
  at: Temporal.Instant;
  by: string | null;
  reason: string | null;
};

/** Where registers are taken: in Aeries, with ours beside it, or here. */
export type RegisterHome = "aeries" | "here";

/** `difference`: what is in force is not what Aeries says, so somebody has something to settle. */
export type MarkInForce = {
  inForce: MarkRow | null;
  explanation: string;
  difference: boolean;
  said: Record<MarkSource, MarkRow | null>;
};

/**
 * The mark in force, and why. Nothing said means present (attendance is negative: only exceptions are marked).
 *
 * 1. Of what was said here, the office's latest correction beats the teacher's latest mark, whichever is newer.
 * 2. Registers taken here: whoever spoke here is in force; Aeries is in force only where nobody here has spoken.
 * 3. Registers taken in Aeries: of Aeries and a teacher's mark the newer is in force, Aeries on a tie.
 * 4. … but an office's correction stays in force until Aeries says the same, or until Aeries changes its mind after
 *    the correction. Aeries repeating what it said before is no change.
 *
 * A silent Aeries is no difference: whether Aeries has been read for the day is for the reconciliation to know.
 * The order of the rows does not matter.
 */
export function markInForce(rows: readonly MarkRow[], home: RegisterHome): MarkInForce {
  const inOrder = rows.toSorted(byMoment);
  const latest = (source: MarkSource) => inOrder.findLast((row) => row.source === source) ?? null;
  const said = { aeries: latest("aeries"), teacher: latest("teacher"), office: latest("office") };
  const [inForce, explanation] = decide(inOrder, said, home);
  const difference = inForce !== null && said.aeries !== null && inForce.code !== said.aeries.code;
  return { inForce, explanation, difference, said };
}

type Decision = [MarkRow | null, string];

function decide(inOrder: readonly MarkRow[], said: MarkInForce["said"], home: RegisterHome): Decision {
  const { aeries, teacher, office } = said;
  const here = office ?? teacher;
  if (here === null && aeries === null)
    return [null, "No mark has been made, so the pupil counts as present."];
  if (here === null)
    return [aeries, `Aeries says ${spoken(aeries)}, and nobody here has said anything else.`];
  if (aeries === null) return [here, `${speaker(here)} says ${spoken(here)}${overTeacher(said)}.`];
  if (here.code === aeries.code)
    return [home === "here" ? here : aeries, `${speaker(here)} and Aeries agree: ${spoken(here)}.`];
  if (home === "here")
    return [
      here,
      `${speaker(here)} says ${spoken(here)}${overTeacher(said)}, and registers are taken here. Aeries says ${spoken(aeries)}.`,
    ];
  if (office !== null)
    return aeriesChangedAfter(office, inOrder)
      ? [
          aeries,
          `Aeries changed to ${spoken(aeries)} after the office here said ${spoken(office)}, so Aeries is in force.`,
        ]
      : [
          office,
          `The office corrected this to ${spoken(office)}. It stays until Aeries, which says ${spoken(aeries)}, agrees or changes.`,
        ];
  return Temporal.Instant.compare(here.at, aeries.at) > 0
    ? [here, `The teacher says ${spoken(here)}, later than Aeries, which says ${spoken(aeries)}.`]
    : [aeries, `Aeries says ${spoken(aeries)}, later than the teacher, who said ${spoken(here)}.`];
}

/** Did Aeries say, after the correction, something other than what it was saying at the time (nothing is present)? */
function aeriesChangedAfter(correction: MarkRow, inOrder: readonly MarkRow[]): boolean {
  const rows = inOrder.filter((row) => row.source === "aeries");
  const isLater = (row: MarkRow) => Temporal.Instant.compare(row.at, correction.at) > 0;
  const before = rows.findLast((row) => !isLater(row))?.code ?? null;
  return rows.some((row) => isLater(row) && row.code !== before);
}

/** Rows of the same instant are told apart by what they hold, so that the order they arrive in cannot matter. */
function byMoment(one: MarkRow, other: MarkRow): number {
  const moments = Temporal.Instant.compare(one.at, other.at);
  if (moments !== 0) return moments;
  const [first, second] = [held(one), held(other)];
  return first < second ? -1 : Number(first > second);
}

const held = ({ code, minutesLate, by, note, reason }: MarkRow) =>
  JSON.stringify([code, minutesLate, by, note, reason]);

function speaker(row: MarkRow): string {
  return { aeries: "Aeries", teacher: "The teacher", office: "The office" }[row.source];
}

function spoken(row: MarkRow | null): string {
  return row?.code ?? "present";
}

function overTeacher({ office, teacher }: MarkInForce["said"]): string {
  return office !== null && teacher !== null && office.code !== teacher.code
    ? ` (the teacher said ${spoken(teacher)})`
    : "";
}
