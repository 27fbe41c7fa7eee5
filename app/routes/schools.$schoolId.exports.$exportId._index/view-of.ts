import { isOpen, type TakenBack } from "#app/attendance/export-steps.ts";
import { exportView, pageOf } from "#app/attendance/export-view.ts";
import { namedBy, periodWords } from "#app/attendance/export-words.ts";
import { type ReadBack, readBack } from "#app/attendance/read-back.ts";
import type { ExportedMark } from "#app/attendance/read-exported-marks.server.ts";
import type { ExportRow } from "#app/attendance/read-exports.server.ts";
import { type ExportPaths, paths } from "#app/paths.ts";
import { writtenMoment } from "#app/ui/written-moment.ts";
import type { ExportedRow, MarkExportView } from "./export-page.tsx";

type Facts = {
  schoolId: number;
  export: ExportRow;
  desk: { paths: ExportPaths; takenBack: TakenBack };
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
export function viewOf(facts: Facts): { view: MarkExportView; pupilIds: number[] } {
  const { schoolId, marks } = facts;
  const { id, steps, state } = facts.export;
  const written = (moment: Temporal.Instant) => writtenMoment(moment, facts.timeZone);
  const named = namedBy(facts.titles);
  const doneAt = state === "done" ? steps.find((each) => each.step === "done")?.at : undefined;
  const told = marks
    .map((mark) => ({
      mark,
      back: doneAt ? readBack({ item: mark, doneAt, ...mark }, named, written) : null,
    }))
    .toSorted((one, other) => rank(one.back) - rank(other.back));
  const { desk } = facts;
  const { shown, around } = pageOf(told, facts.page, pageSize, (page) => desk.paths.one(schoolId, id, page));
  return {
    pupilIds: [...new Set(shown.map(({ mark }) => mark.pupilId))],
    view: {
      ...exportView({ ...facts, mayUndo: false, written, around }),
      totals: doneAt
        ? urgency
            .map((each) => ({ state: each, count: told.filter(({ back }) => back?.state === each).length }))
            .filter(({ count }) => count > 0)
        : null,
      changedSince: isOpen(state) ? told.filter(({ mark }) => since(facts, mark) !== null).length : 0,
      lastColumn: doneAt ? "Read back from Aeries" : isOpen(state) ? "Since proposed" : null,
      rows: shown.map(({ mark, back }) => rowOf(facts, mark, back)),
    },
  };
}

const rank = (back: ReadBack | null) => (back ? urgency.indexOf(back.state) : 0);

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
