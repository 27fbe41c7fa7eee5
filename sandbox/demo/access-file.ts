import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Role } from "#app/access/permissions.ts";

/** What scripts read to sign in to the demo. */
export type AccessFile = {
  url: string;
  metrics_url: string;
  metrics_token: string;
  aeries: { url: string; certificate: string };
  api_token: string;
  users: {
    role: Role;
    email: string;
    password: string;
    totp_secret: string;
    schools: number[];
    name: string;
  }[];
};

/** What a second start uses again. */
export type Kept = { metricsToken: string; apiToken: string; certificate: string; aeriesPort: number | null };

export const accessPath = ".data/demo/access.json";
const keptPath = ".data/demo/kept.json";

export function readKept(): Kept {
  if (existsSync(keptPath)) return JSON.parse(readFileSync(keptPath, "utf8")) as Kept;
  return {
    metricsToken: randomBytes(24).toString("hex"),
    apiToken: randomBytes(24).toString("base64url"),
    certificate: randomBytes(16).toString("hex"),
    aeriesPort: null,
  };
}

export const writeKept = (kept: Kept) => write(keptPath, kept);
export const writeAccess = (access: AccessFile) => write(accessPath, access);
export const readAccess = (): AccessFile | null =>
  existsSync(accessPath) ? (JSON.parse(readFileSync(accessPath, "utf8")) as AccessFile) : null;

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
