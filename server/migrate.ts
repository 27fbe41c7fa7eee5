import { databaseAt } from "./database-address.ts";
import { loadConfig } from "./development-secret.ts";
import { createLog } from "./log.ts";
import { migrateDatabase } from "./migrations.ts";
import { explainAndLeave } from "./stop.ts";

/** Brings the database up to date and ends. */
try {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, service: "migrate" });
  const { database } = config;
  if (database?.admin && database.web && database.worker) {
    const password = (url: string) => decodeURIComponent(new URL(url).password);
    await migrateDatabase(database.admin, { web: password(database.web), worker: password(database.worker) });
  } else {
    await (await databaseAt(config, "admin", log)).close();
  }
  log.info("migrated");
} catch (error) {
  explainAndLeave(error);
}
