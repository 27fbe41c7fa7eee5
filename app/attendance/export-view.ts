import type { ExportPaths } from "#app/paths.ts";
import { type ExportState, type ExportStep, isOpen, mayTake, type TakenBack } from "./export-steps.ts";
import { stateWords, stepWords, type TagKind } from "./export-words.ts";

/** What the page of any export draws around its rows. */
export type ExportView = {
  id: number;
  listHref: string;
  state: { text: string; kind: TagKind };
  /** The one step that comes next. */
  next:
    | { kind: "approve"; action: string }
    | { kind: "download"; file: string }
    | { kind: "import"; file: string; action: string }
    | null;
  withdrawHref: string | null;
  undoAction: string | null;
  noFile: string | null;
  steps: readonly { what: string; at: string; by: string; reason: string | null }[];
  around: {
    from: number;
    to: number;
    total: number;
    previousHref: string | null;
    nextHref: string | null;
  } | null;
};

type StepTakenBy = { step: ExportStep; at: Temporal.Instant; by: string; reason: string | null };

/** An export as its page draws it, without its rows. */
export function exportView(facts: {
  schoolId: number;
  export: {
    id: number;
    state: ExportState;
    proposedAt: Temporal.Instant;
    proposedBy: string;
    steps: readonly StepTakenBy[];
  };
  desk: { paths: ExportPaths; takenBack: TakenBack };
  /** Why there can be no file, or null. */
  noFile: string | null;
  /** Can a reverse file still take it back? */
  mayUndo: boolean;
  written: (moment: Temporal.Instant) => string;
  around: ExportView["around"];
}): ExportView {
  const { schoolId, written } = facts;
  const { id, state, steps, proposedAt, proposedBy } = facts.export;
  const { paths, takenBack } = facts.desk;
  const noFile = isOpen(state) ? facts.noFile : null;
  const file = paths.file(schoolId, id);
  const next = (): ExportView["next"] => {
    if (state === "proposed") return { kind: "approve", action: paths.approval(schoolId, id) };
    if (noFile !== null) return null;
    if (state === "approved") return { kind: "download", file };
    if (state === "downloaded") return { kind: "import", file, action: paths.done(schoolId, id) };
    return null;
  };
  return {
    id,
    listHref: paths.list(schoolId),
    state: stateWords[state],
    next: next(),
    withdrawHref: mayTake(state, "withdrawn", takenBack) ? paths.withdrawal(schoolId, id) : null,
    undoAction: facts.mayUndo ? paths.undoing(schoolId, id) : null,
    noFile,
    steps: [
      { what: "Proposed", at: written(proposedAt), by: proposedBy, reason: null },
      ...steps.map(({ step, at, by, reason }) => ({ what: stepWords[step], at: written(at), by, reason })),
    ],
    around: facts.around,
  };
}

/** A page of a long list: which rows it shows, and the links to the others. `page` from 1; any other shows the last. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
  pageSize: number,
  href: (page: number) => string,
): { shown: Row[]; around: ExportView["around"] } {
  const from = Math.min(page - 1, Math.max(0, Math.ceil(rows.length / pageSize) - 1)) * pageSize;
  const shown = rows.slice(from, from + pageSize);
  if (rows.length <= pageSize) return { shown, around: null };
  return {
    shown,
    around: {
      from: from + 1,
      to: from + shown.length,
      total: rows.length,
      previousHref: from > 0 ? href(from / pageSize) : null,
      nextHref: from + pageSize < rows.length ? href(from / pageSize + 2) : null,
    },
  };
}

/** The page asked for in an address: 1 where it asks for none or for nonsense. */
export function pageAsked(url: string): number {
  const asked = Number(new URL(url).searchParams.get("page"));
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
}
