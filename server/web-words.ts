import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The words after `node` in `npm start`: whoever starts the web process starts it like that. */
export function webWords(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
    scripts: { start: string };
  };
  const [, ...words] = scripts.start.split(" ");
  return words;
}
