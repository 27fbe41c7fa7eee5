import { parseArgs } from "node:util";
import { startCatcher } from "./catcher.ts";

/** `node sandbox/mail/main.ts --smtp-port 2525 --port 8025`: catches mail until it is told to stop. */
const { values } = parseArgs({
  options: {
    "smtp-port": { type: "string", default: "0" },
    port: { type: "string", default: "0" },
  },
});

const catcher = await startCatcher({ smtpPort: Number(values["smtp-port"]), port: Number(values.port) });
console.log(JSON.stringify({ smtpUrl: catcher.smtpUrl, url: catcher.url }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void catcher.close().then(() => process.exit(0));
  });
}
