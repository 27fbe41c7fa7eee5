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
  /** The page with the mail that the demo sent; `/messages` beside it is the same as JSON. */
  mail: { url: string };
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

export const accessPath = (folder: string) => `${folder}/demo/access.json`;
const keptPath = (folder: string) => `${folder}/demo/kept.json`;

export function readKept(folder: string): Kept {
  const path = keptPath(folder);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as Kept;
  return {
    metricsToken: randomBytes(24).toString("hex"),
    apiToken: randomBytes(24).toString("base64url"),
    certificate: randomBytes(16).toString("hex"),
    aeriesPort: null,
  };
}

export const writeKept = (folder: string, kept: Kept) => write(keptPath(folder), kept);
export const writeAccess = (folder: string, access: AccessFile) => write(accessPath(folder), access);
export function readAccess(folder: string): AccessFile | null {
  const path = accessPath(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as AccessFile) : null;
}

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
