import { databaseAt } from "./database-address.ts";
import { loadConfig } from "./development-secret.ts";
import { createLog } from "./log.ts";
import { migrateDatabase } from "./migrations.ts";
import { explainAndLeave } from "./stop.ts";

/** Brings the database up to date and ends. */
try {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, service: "migrate" });
  const admin = await databaseAt(config, "admin", log);
  if (config.database) {
    // It gives the two roles their passwords, so it needs their addresses beside its own.
    const password = async (role: "web" | "worker") =>
      decodeURIComponent(new URL((await databaseAt(config, role, log)).url).password);
    await migrateDatabase(admin.url, { web: await password("web"), worker: await password("worker") });
  }
  await admin.close();
  log.info("migrated");
} catch (error) {
  explainAndLeave(error);
}
