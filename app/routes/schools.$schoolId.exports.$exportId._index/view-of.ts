import { exportState, isOpen } from "#app/attendance/export-steps.ts";
import { namedBy, periodWords, stateWords, stepWords } from "#app/attendance/export-words.ts";
import { type ReadBack, readBack } from "#app/attendance/read-back.ts";
import type { ExportedMark } from "#app/attendance/read-exported-marks.server.ts";
import type { ExportRow } from "#app/attendance/read-exports.server.ts";
import { paths } from "#app/paths.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ExportedRow, ExportView } from "./export-page.tsx";

type Facts = {
  schoolId: number;
  export: ExportRow;
  marks: readonly ExportedMark[];
  titles: ReadonlyMap<string, string>;
  /** Why there can be no file, or null. */
  noFile: string | null;
  timeZone: string;
  /** From 1. */
  page: number;
};

const pageSize = 100;
const kinds = { agreed: "good", "not yet read": "info", differs: "bad", replaced: "off" } as const;
const urgency: ReadBack["state"][] = ["differs", "not yet read", "replaced", "agreed"];

/** An export as its page draws it, and the pupils whom that page shows. What differs in Aeries comes first. */
export function viewOf(facts: Facts): { view: ExportView; pupilIds: number[] } {
  const { schoolId, marks, timeZone } = facts;
  const { id, steps } = facts.export;
  const state = exportState(steps.map((each) => each.step));
  const written = (moment: Temporal.Instant) => writtenMoment(moment, timeZone);
  const named = namedBy(facts.titles);
  const doneAt = state === "done" ? steps.find((each) => each.step === "done")?.at : undefined;
  const told = marks
    .map((mark) => ({
      mark,
      back: doneAt ? readBack({ item: mark, doneAt, ...mark }, named, written) : null,
    }))
    .toSorted((one, other) => rank(one.back) - rank(other.back));
  const from = Math.min(facts.page - 1, Math.max(0, Math.ceil(told.length / pageSize) - 1)) * pageSize;
  const shown = told.slice(from, from + pageSize);
  const pageAt = (page: number) => paths.export(schoolId, id, page);
  return {
    pupilIds: [...new Set(shown.map(({ mark }) => mark.pupilId))],
    view: {
      id,
      listHref: paths.exports(schoolId),
      state: stateWords[state],
      next: nextOf(facts, state),
      withdrawHref: state === "withdrawn" ? null : paths.exportWithdrawal(schoolId, id),
      noFile: isOpen(state) ? facts.noFile : null,
      steps: [
        { what: "Proposed", at: written(facts.export.proposedAt), by: facts.export.proposedBy, reason: null },
        ...steps.map(({ step, at, by, reason }) => ({ what: stepWords[step], at: written(at), by, reason })),
      ],
      totals: doneAt
        ? urgency
            .map((each) => ({ state: each, count: told.filter(({ back }) => back?.state === each).length }))
            .filter(({ count }) => count > 0)
        : null,
      changedSince: isOpen(state) ? told.filter(({ mark }) => since(facts, mark) !== null).length : 0,
      lastColumn: doneAt ? "Read back from Aeries" : isOpen(state) ? "Since proposed" : null,
      rows: shown.map(({ mark, back }) => rowOf(facts, mark, back)),
      around:
        told.length > pageSize
          ? {
              from: from + 1,
              to: from + shown.length,
              total: told.length,
              previousHref: from > 0 ? pageAt(from / pageSize) : null,
              nextHref: from + pageSize < told.length ? pageAt(from / pageSize + 2) : null,
            }
          : null,
    },
  };
}

const rank = (back: ReadBack | null) => (back ? urgency.indexOf(back.state) : 0);

function nextOf(
  { schoolId, export: { id }, noFile }: Facts,
  state: ReturnType<typeof exportState>,
): ExportView["next"] {
  const file = paths.exportFile(schoolId, id);
  if (state === "proposed") return { kind: "approve", action: paths.exportApproval(schoolId, id) };
  if (noFile !== null) return null;
  if (state === "approved") return { kind: "download", file };
  if (state === "downloaded") return { kind: "import", file, action: paths.exportDone(schoolId, id) };
  return null;
}

function rowOf(facts: Facts, mark: ExportedMark, back: ReadBack | null): ExportedRow {
  const named = namedBy(facts.titles);
  return {
    key: `${mark.pupilId} ${mark.date} ${mark.period}`,
    pupil: mark.pupilName ?? `Pupil ${mark.pupilId}`,
    href: paths.pupilMark(facts.schoolId, mark.pupilId, mark.date),
    date: mark.date.toString(),
    period: periodWords(mark.period),
    aeries: named(mark.aeriesCode),
    ours: named(mark.ourCode),
    back: back && { word: readBackWords[back.state], kind: kinds[back.state], reason: back.reason },
    since: back ? null : since(facts, mark),
  };
}

export const readBackWords: Record<ReadBack["state"], string> = {
  agreed: "Agreed",
  "not yet read": "Not yet read",
  differs: "Differs",
  replaced: "Replaced",
};

/** What changed, here or there, after the export was proposed. */
function since({ export: { proposedAt }, titles }: Facts, mark: ExportedMark): string | null {
  const named = namedBy(titles);
  const said = mark.aeries;
  const there =
    said && Temporal.Instant.compare(said.at, proposedAt) > 0 && said.code !== mark.aeriesCode
      ? `Aeries now says ${named(said.code)}.`
      : null;
  const here = mark.correctedTo && `Corrected here to ${named(mark.correctedTo.code)}.`;
  return [there, here].filter(Boolean).join(" ") || null;
}
