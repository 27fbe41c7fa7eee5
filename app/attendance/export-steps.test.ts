import { expect, test } from "vitest";
import {
  type ExportState,
  type ExportStep,
  exportState,
  mayTake,
  stepRefusal,
  type TakenBack,
} from "./export-steps.ts";

const states: ExportState[] = ["proposed", "approved", "downloaded", "done", "withdrawn"];
const steps: ExportStep[] = ["approved", "downloaded", "done", "withdrawn"];
const table = (takenBack: TakenBack) =>
  Object.fromEntries(states.map((state) => [state, steps.filter((step) => mayTake(state, step, takenBack))]));

test("each step leads on from the one before; a file may be downloaded again; withdrawn is the end", () => {
  expect(table("withdrawal")).toEqual({
    proposed: ["approved", "withdrawn"],
    approved: ["downloaded", "withdrawn"],
    downloaded: ["downloaded", "done", "withdrawn"],
    done: ["withdrawn"],
    withdrawn: [],
  });
});

test("what a reverse file takes back cannot be withdrawn once Aeries has it", () => {
  expect(table("reverse file").done).toEqual([]);
  expect(table("reverse file").downloaded).toContain("withdrawn");
  expect(stepRefusal("done", "withdrawn", "wrong week", "reverse file")).toContain("marked as imported");
});

test("the state is the furthest step taken, in whatever order they are read", () => {
  expect(exportState([])).toBe("proposed");
  expect(exportState(["downloaded", "approved", "downloaded"])).toBe("downloaded");
  expect(exportState(["done", "approved", "downloaded"])).toBe("done");
  expect(exportState(["withdrawn", "done", "approved"])).toBe("withdrawn");
});

test("a refusal says how things stand; a withdrawal needs a reason", () => {
  expect(stepRefusal("withdrawn", "approved", null, "withdrawal")).toContain("was withdrawn");
  expect(stepRefusal("proposed", "withdrawn", "  ", "withdrawal")).toContain("Say why");
  expect(stepRefusal("proposed", "withdrawn", "wrong week", "withdrawal")).toBeNull();
});
