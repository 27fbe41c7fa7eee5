import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Role } from "#app/access/permissions.ts";
import { writeWhole } from "#server/whole-file.ts";
import { DemoProblem } from "./sentence.ts";

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
export type Kept = {
  metricsToken: string;
  apiToken: string;
  certificate: string;
  aeriesPort: number | null;
  /** Empty until the district is whole: read from Aeries, with its people and its season. */
  users: AccessFile["users"];
};

export const accessPath = (folder: string) => `${folder}/demo/access.json`;
const keptPath = (folder: string) => `${folder}/demo/kept.json`;

/** @throws DemoProblem when the file holds something else */
export function readKept(folder: string): Kept {
  const fresh: Kept = {
    metricsToken: randomBytes(24).toString("hex"),
    apiToken: randomBytes(24).toString("base64url"),
    certificate: randomBytes(16).toString("hex"),
    aeriesPort: null,
    users: [],
  };
  return { ...fresh, ...read<Kept>(keptPath(folder)) };
}

export const writeKept = (folder: string, kept: Kept) => write(keptPath(folder), kept);
export const writeAccess = (folder: string, access: AccessFile) => write(accessPath(folder), access);
export const readAccess = (folder: string) => read<AccessFile>(accessPath(folder));

function read<T>(path: string): T | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new DemoProblem(
      `${path} is damaged. Start over with: npm run demo -- --fresh (what was done in the demo is lost).`,
    );
  }
}

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}
