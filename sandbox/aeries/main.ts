import { parseArgs } from "node:util";
import { startAeries } from "./server.ts";
import { timeZone } from "./state.ts";

/** `node sandbox/aeries/main.ts --port 4010 --today 2026-10-14 --time 10:15 --seed 7`: runs the stand-in until it is told to stop. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
    today: { type: "string" },
    time: { type: "string", default: "10:15" },
    seed: { type: "string", default: "7" },
    certificate: { type: "string" },
    prefix: { type: "string", default: "/admin" },
  },
});

const aeries = await startAeries({
  seed: Number(values.seed),
  today: values.today ? Temporal.PlainDate.from(values.today) : Temporal.Now.plainDateISO(timeZone),
  startTime: Temporal.PlainTime.from(values.time),
  port: Number(values.port),
  host: values.host,
  certificate: values.certificate,
  prefix: values.prefix,
});
console.log(JSON.stringify({ url: aeries.url, certificate: aeries.certificate }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void aeries.close().then(() => process.exit(0));
  });
}
