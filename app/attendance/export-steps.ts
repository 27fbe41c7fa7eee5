/** What can be done to a proposed export, each a row with who and when. */
export type ExportStep = "approved" | "downloaded" | "done" | "withdrawn";
export type ExportState = "proposed" | ExportStep;

/** How an export that Aeries has taken is taken back: by withdrawing it, or by a reverse file that is an export itself. */
export type TakenBack = "withdrawal" | "reverse file";

/** An export's state follows from its steps, in whatever order they are given. */
export function exportState(steps: readonly ExportStep[]): ExportState {
  const furthest = (["withdrawn", "done", "downloaded", "approved"] as const).find((step) =>
    steps.includes(step),
  );
  return furthest ?? "proposed";
}

/** Still on its way: while one is, the school's next cannot be proposed. */
export const isOpen = (state: ExportState): boolean => state !== "done" && state !== "withdrawn";

const from: Record<ExportStep, readonly ExportState[]> = {
  approved: ["proposed"],
  downloaded: ["approved", "downloaded"],
  done: ["downloaded"],
  withdrawn: ["proposed", "approved", "downloaded"],
};

export const mayTake = (state: ExportState, step: ExportStep, takenBack: TakenBack): boolean =>
  from[step].includes(state) || (takenBack === "withdrawal" && step === "withdrawn" && state === "done");

const stands: Record<ExportState, string> = {
  proposed: "is waiting for approval",
  approved: "is approved and waiting for its file to be downloaded",
  downloaded: "has been downloaded and is waiting to be marked as imported",
  done: "has been marked as imported",
  withdrawn: "was withdrawn",
};

/** Why a step cannot be taken now, as a sentence, or null when it can. A withdrawal needs its reason. */
export function stepRefusal(
  state: ExportState,
  step: ExportStep,
  reason: string | null,
  takenBack: TakenBack,
): string | null {
  if (!mayTake(state, step, takenBack))
    return `Nothing was changed: this export ${stands[state]}. Go back to it to see what comes next.`;
  if (step === "withdrawn" && (reason ?? "").trim() === "")
    return "Say why the export is withdrawn. The reason is kept with it.";
  return null;
}
