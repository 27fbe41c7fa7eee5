import { Writable } from "node:stream";
import { createLog } from "./log.ts";

/** What the log would write for one call, as text: the same log over a destination in memory. */
export function writtenLine(): (event: string, facts: Record<string, unknown>) => string {
  let text = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const log = createLog({ level: "info", service: "worker", destination, syncFile: null });
  return (event, facts) => {
    text = "";
    log.error(event, facts);
    if (text === "") throw new Error("The log wrote nothing.");
    return text;
  };
}
