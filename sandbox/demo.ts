import { parseArgs } from "node:util";
import { inOneSentence } from "./demo/sentence.ts";
import { type Demo, startDemo } from "./demo/start.ts";

/** `npm run demo`: a whole district on this machine. `--fresh` starts over, `--dev` serves the pages with hot reload. */
const { values } = parseArgs({
  options: { fresh: { type: "boolean", default: false }, dev: { type: "boolean", default: false } },
});
const folder = process.env.DATA_FOLDER || ".data";
/** Since the process began. */
const seconds = () => `${(performance.now() / 1000).toFixed(1).padStart(5)} s`;

/** Aborted by whatever ends the demo; what comes after that is its end and no trouble. */
const leaving = new AbortController();
let demo: Demo | null = null;

/** While the demo is being started, the start itself closes what it opened. */
function leave(code: number): void {
  leaving.abort();
  if (demo) void demo.stop().finally(() => process.exit(code));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (leaving.signal.aborted) return;
    console.log("\nStopping");
    leave(0);
  });
}

function tell(failure: unknown): void {
  const sentence = inOneSentence(failure, folder);
  console.error(sentence === null ? failure : `\n${sentence}`);
}

try {
  demo = await startDemo({
    folder,
    fresh: values.fresh,
    hotReload: values.dev,
    // What was on its way when the demo was told to stop is no news any more.
    say: (line) => leaving.signal.aborted || console.log(`${seconds()}  ${line}`),
    onEnd: (problem) => {
      if (leaving.signal.aborted) return;
      tell(problem);
      leave(1);
    },
    signal: leaving.signal,
  });
} catch (failure) {
  if (leaving.signal.aborted) process.exit(0);
  tell(failure);
  process.exit(1);
}

const { access } = demo;
console.log(`${seconds()}  Ready after ${Math.round(performance.now() / 1000)} s\n\n  ${access.url}\n`);
console.log(`Who can sign in (passwords and authenticator secrets: ${folder}/demo/access.json)\n`);
for (const { role, email, schools } of access.users)
  console.log(`  ${role.padEnd(24)} ${email.padEnd(44)} ${schools.join(", ")}`);
console.log(`\nMail that families would get: ${access.mail.url}`);
console.log("\nPress Ctrl-C to stop.");
