import { jobHandlers } from "#app/jobs/handlers.server.ts";
import { contextFor } from "./context.ts";
import { loadConfig } from "./development-secret.ts";
import { runJobs } from "./jobs.ts";
import { createLog } from "./log.ts";
import { writtenLine } from "./log-probe.ts";
import { explainAndLeave } from "./stop.ts";
import { type StartJobs, startWorker } from "./work.ts";

/** Of the grace, for what is under way to end by itself; the rest is for giving it back to the queue and closing. */
const shareForJobs = 0.5;

const startJobs: StartJobs = async ({ context, databaseUrl }, config) => {
  const boss = await runJobs(databaseUrl, context, jobHandlers({ written: writtenLine() }));
  // Health would otherwise not know whether the district complies until the first scheduled check.
  await boss.send("check-compliance", {}, { singletonKey: "all" });
  return () => boss.stop({ graceful: true, timeout: config.shutdownGraceMs * shareForJobs });
};

try {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, service: "worker" });
  await startWorker(config, log, contextFor("worker"), startJobs);
} catch (error) {
  explainAndLeave(error);
}
