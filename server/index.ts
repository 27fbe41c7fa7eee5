import { createContext } from "./context.ts";
import { loadConfig } from "./development-secret.ts";
import { createLog } from "./log.ts";
import { explainAndLeave } from "./stop.ts";
import { startWeb } from "./web.ts";

try {
  const config = loadConfig();
  await startWeb(config, createLog({ level: config.logLevel, service: "web" }), createContext);
} catch (error) {
  explainAndLeave(error);
}
