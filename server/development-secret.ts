import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, readConfig } from "./config.ts";
import type { Environment } from "./environment.ts";

/**
 * The configuration of this process. Outside production a missing SECRET_KEY is made once and kept beside the
 * embedded database, because what was sealed with it outlives a restart.
 * @throws ConfigError naming every problem at once
 */
export function loadConfig(env: Environment = process.env): Config {
  const environment = env.APP_ENVIRONMENT || env.NODE_ENV;
  if (env.SECRET_KEY || (environment !== "development" && environment !== "test")) return readConfig(env);
  return readConfig({ ...env, SECRET_KEY: keptSecret(env.DATA_FOLDER || ".data") });
}

function keptSecret(folder: string): string {
  const file = join(folder, "secret-key");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("base64"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
