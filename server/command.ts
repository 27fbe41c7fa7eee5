/** The image's entry: one word chooses which of the three commands this container is. */
const commands: Record<string, string> = {
  web: "./index.ts",
  worker: "./worker.ts",
  migrate: "./migrate.ts",
};

const chosen = commands[process.argv[2] ?? "web"];
if (chosen) {
  await import(chosen);
} else {
  process.stderr.write("Say web, worker or migrate.\n");
  process.exitCode = 64;
}

export {};
