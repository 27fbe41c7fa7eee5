import type { z } from "zod";
import type { FieldProblem } from "./api-problem.ts";

/** Every field that a schema refused, by its path (`sessions.0.minutes`), and why. "body" is the whole. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const within = issue.path.map(String);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: [...within, key].join("."),
        detail: "There is no such field.",
      }));
    return [{ field: within.join(".") || "body", detail: issue.message }];
  });
}
