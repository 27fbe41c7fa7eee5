import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, readConfig } from "./config.ts";
import type { Environment } from "./environment.ts";
import { writeWhole } from "./whole-file.ts";

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

/** Of two processes that make it at the same moment one is kept, and both read that one. */
function keptSecret(folder: string): string {
  const file = join(folder, "secret-key");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeWhole(file, randomBytes(32).toString("base64"), { keep: true });
  return readFileSync(file, "utf8").trim();
}
