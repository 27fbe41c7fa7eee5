import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureBooking } from "./booking.ts";
import { type Figure, table } from "./figure.ts";
import { measureGrowth } from "./growth.ts";
import { measureJourney } from "./journey.ts";
import { layOut } from "./lay-out.ts";
import { startBench } from "./machine.ts";
import { measurePacket } from "./packet.ts";
import { measureRecoveryYear } from "./recovery-year.ts";
import { measureRegisterPage } from "./register-page.ts";
import { measureSave } from "./save.ts";
import { measureSeason } from "./season.ts";
import { measureStatements } from "./statements.ts";
import { measureSync } from "./sync.ts";

/** `npm run bench`: one run, one table, each figure beside its floor. `--json` prints the figures as JSON instead. */
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string" } },
});
const say = (line: string) => process.stderr.write(`${line}\n`);

/** In this order: the last one leaves millions of marks behind. */
const measurements = {
  "register-page": measureRegisterPage,
  save: measureSave,
  journey: measureJourney,
  statements: measureStatements,
  season: measureSeason,
  sync: measureSync,
  booking: measureBooking,
  "recovery-year": measureRecoveryYear,
  packet: measurePacket,
  growth: measureGrowth,
};

const bench = await startBench(layOut);
const figures: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(measurements)) {
    if (values.only && !values.only.split(",").includes(name)) continue;
    say(`Measuring ${name} …`);
    figures.push(...(await measure(bench)));
  }
} finally {
  await bench.stop();
}
writeFileSync("bench/last.json", `${JSON.stringify(figures, null, 2)}\n`);
console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures));
