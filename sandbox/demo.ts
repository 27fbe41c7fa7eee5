import { parseArgs } from "node:util";
import { DemoProblem } from "./demo/sentence.ts";
import { type Demo, startDemo } from "./demo/start.ts";

/** `npm run demo`: a whole district on this machine. `--fresh` starts over, `--dev` serves the pages with hot reload. */
const { values } = parseArgs({
  options: { fresh: { type: "boolean", default: false }, dev: { type: "boolean", default: false } },
});
const startedAt = performance.now();
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;

const fail = (failure: unknown): never => {
  const plain =
    failure instanceof DemoProblem ||
    /^(BrokenDataFolder|ConfigError)$/.test((failure as Error)?.constructor?.name);
  console.error(plain ? `\n${(failure as Error).message}` : failure);
  process.exit(1);
};

let stopping = false;
let demo: Demo | null = null;
demo = await startDemo({
  folder: process.env.DATA_FOLDER ?? ".data",
  fresh: values.fresh,
  hotReload: values.dev,
  say: (line) => console.log(`${seconds()}  ${line}`),
  onEnd: (problem) => {
    if (stopping) return;
    stopping = true;
    void (demo?.stop() ?? Promise.resolve()).finally(() => fail(problem));
  },
}).catch(fail);

const running = demo;
const { access } = running;
console.log(`${seconds()}  Ready\n\n  ${access.url}\n`);
console.log("Who can sign in (passwords and authenticator secrets: .data/demo/access.json)\n");
for (const { role, email, schools } of access.users)
  console.log(`  ${role.padEnd(24)} ${email.padEnd(44)} ${schools.join(", ")}`);
console.log(`\nMail that families would get: ${access.mail.url}`);
console.log("\nPress Ctrl-C to stop.");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log("\nStopping");
    void running.stop().then(() => process.exit(0));
  });
}
