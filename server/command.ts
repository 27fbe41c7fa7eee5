/** The image's entry: one word chooses which of the four commands this container is; what follows it is the command's. */
const commands: Record<string, string> = {
  web: "./index.ts",
  worker: "./worker.ts",
  migrate: "./migrate.ts",
  "first-administrator": "./first-administrator.ts",
};

const [word = "web"] = process.argv.splice(2, 1);
const chosen = commands[word];
if (chosen) {
  await import(chosen);
} else {
  process.stderr.write("Say web, worker, migrate or first-administrator.\n");
  process.exitCode = 64;
}

export {};
