import { expect, test } from "vitest";
import { type ExportState, type ExportStep, exportState, mayTake, stepRefusal } from "./export-steps.ts";

const states: ExportState[] = ["proposed", "approved", "downloaded", "done", "withdrawn"];
const steps: ExportStep[] = ["approved", "downloaded", "done", "withdrawn"];

test("each step leads on from the one before; a file may be downloaded again; withdrawn is the end", () => {
  expect(
    Object.fromEntries(states.map((state) => [state, steps.filter((step) => mayTake(state, step))])),
  ).toEqual({
    proposed: ["approved", "withdrawn"],
    approved: ["downloaded", "withdrawn"],
    downloaded: ["downloaded", "done", "withdrawn"],
    done: ["withdrawn"],
    withdrawn: [],
  });
});

test("the state is the furthest step taken, in whatever order they are read", () => {
  expect(exportState([])).toBe("proposed");
  expect(exportState(["downloaded", "approved", "downloaded"])).toBe("downloaded");
  expect(exportState(["done", "approved", "downloaded"])).toBe("done");
  expect(exportState(["withdrawn", "done", "approved"])).toBe("withdrawn");
});

test("a refusal says how things stand; a withdrawal needs a reason", () => {
  expect(stepRefusal("withdrawn", "approved", null)).toContain("was withdrawn");
  expect(stepRefusal("proposed", "withdrawn", "  ")).toContain("Say why");
  expect(stepRefusal("proposed", "withdrawn", "wrong week")).toBeNull();
});
