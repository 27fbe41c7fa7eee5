import { contextFor } from "./context.ts";
import { loadConfig } from "./development-secret.ts";
import { createLog } from "./log.ts";
import { explainAndLeave } from "./stop.ts";
import { startWeb } from "./web.ts";

try {
  const config = loadConfig();
  await startWeb(config, createLog({ level: config.logLevel, service: "web" }), contextFor("web"));
} catch (error) {
  explainAndLeave(error);
}
