import { readConfig } from "./config.ts";
import { CannotStart, explainAndLeave } from "./stop.ts";

/**
 * The image's health check: leaves with 0 when the web or the worker process of this container answers that it lives.
 * Which of the two runs here it need not know, since each has a port of its own.
 */
try {
  const { host, port, workerMetricsPort } = readConfig(process.env);
  const everywhere = host === "0.0.0.0" || host === "::";
  const address = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const lives = async (port: number) => {
    const options = { signal: AbortSignal.timeout(4_000) };
    const answer = await fetch(`http://${address}:${port}/api/health/live`, options);
    if (!answer.ok) throw new Error(answer.statusText);
  };
  await Promise.any([lives(port), lives(workerMetricsPort)]).catch(() => {
    throw new CannotStart(`Neither port ${port} nor port ${workerMetricsPort} answers that it lives.`);
  });
} catch (error) {
  explainAndLeave(error);
}
