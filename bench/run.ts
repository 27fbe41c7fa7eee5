import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureBooking } from "./booking.ts";
import { type Figure, table } from "./figure.ts";
import { measureGrowth } from "./growth.ts";
import { openJourney } from "./journey.ts";
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
  statements: measureStatements,
  season: measureSeason,
  sync: measureSync,
  booking: measureBooking,
  "recovery-year": measureRecoveryYear,
  packet: measurePacket,
  growth: measureGrowth,
};
/** How often the journey is measured where nothing else is asked for. */
const stretchesAlone = 8;

const only = values.only?.split(",");
const isWanted = (name: string) => only === undefined || only.includes(name);
const wanted = Object.entries(measurements).filter(([name]) => isWanted(name));
const bench = await startBench(layOut);
const figures: Figure[] = [];
try {
  const journey = openJourney(bench);
  const stretch = async () => {
    if (!isWanted("journey")) return;
    say("Measuring journey …");
    await journey.stretch();
  };
  for (const [name, measure] of wanted) {
    say(`Measuring ${name} …`);
    figures.push(...(await measure(bench)));
    if (name !== "growth") await stretch();
  }
  for (let missing = wanted.length === 0 ? stretchesAlone : 0; missing > 0; missing--) await stretch();
  figures.push(...journey.figures());
} finally {
  await bench.stop();
}
writeFileSync("bench/last.json", `${JSON.stringify(figures, null, 2)}\n`);
console.log(values.json ? JSON.stringify(figures, null, 2) : table(figures));
