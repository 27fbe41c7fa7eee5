import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { loadConfig } from "./development-secret.ts";

const SECRET_KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString("base64");
const production = {
  NODE_ENV: "production",
  SECRET_KEY,
  METRICS_TOKEN: "m".repeat(32),
  PUBLIC_URL: "https://attendance.example.org",
  DISTRICT_NAME: "Valley Unified",
  DATABASE_URL: "postgres://admin:a@db.internal:5432/attendance?sslmode=require",
  DATABASE_WEB_PASSWORD: "w/1",
  DATABASE_WORKER_PASSWORD: "k",
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("configuration", () => {
  test("a complete production environment becomes one frozen object", () => {
    const config = readConfig(production);
    expect(config).toMatchObject({
      environment: "production",
      host: "0.0.0.0",
      port: 3000,
      metricsPort: 9464,
      secureCookies: true,
      timeZone: "America/Los_Angeles",
      aeries: null,
      clockAt: null,
      shutdownGraceMs: 30_000,
      metricsAllowedNetworks: [],
    });
    expect(config.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test("each role has its own way into the database of one address", () => {
    expect(readConfig(production).database).toEqual({
      admin: production.DATABASE_URL,
      web: "postgres://web:w%2F1@db.internal:5432/attendance?sslmode=require",
      worker: "postgres://worker:k@db.internal:5432/attendance?sslmode=require",
    });
  });

  test("web and worker need no administrator, and neither the other's address", () => {
    const { DATABASE_URL, DATABASE_WEB_PASSWORD, DATABASE_WORKER_PASSWORD, ...rest } = production;
    const web = readConfig({ ...rest, DATABASE_WEB_URL: "postgres://web:w@db/attendance" });
    expect(web.database).toEqual({ admin: null, web: "postgres://web:w@db/attendance", worker: null });
    const worker = readConfig({ ...rest, DATABASE_WORKER_URL: "postgres://worker:k@db/attendance" });
    expect(worker.database).toEqual({ admin: null, web: null, worker: "postgres://worker:k@db/attendance" });
  });

  test("nothing said is production, and every problem is named at once", () => {
    const problems = problemsOf({ PORT: "99999", TIME_ZONE: "Mars/Olympus" }).join("\n");
    for (const name of [
      "PUBLIC_URL",
      "DATABASE_URL",
      "DISTRICT_NAME",
      "METRICS_TOKEN",
      "SECRET_KEY",
      "PORT",
      "TIME_ZONE",
    ]) {
      expect(problems).toContain(name);
    }
  });

  test.each([
    ["too short a key", { SECRET_KEY: "c2hvcnQ=" }, "SECRET_KEY"],
    ["a key of one repeated byte", { SECRET_KEY: Buffer.alloc(32, 1).toString("base64") }, "SECRET_KEY"],
    ["a short metrics token", { METRICS_TOKEN: "short" }, "METRICS_TOKEN"],
    ["pages without encryption", { PUBLIC_URL: "http://attendance.example.org" }, "https://"],
    ["a pretended clock", { CLOCK_AT: "2026-09-03T15:00:00Z" }, "CLOCK_AT"],
    ["an unbuilt app", { VITE: "1" }, "VITE"],
    ["Aeries without its certificate", { AERIES_URL: "https://demo.aeries.net/" }, "AERIES_CERTIFICATE"],
    ["a mail server without a sender", { SMTP_URL: "smtp://mail.internal:587" }, "MAIL_FROM"],
    ["a sender without a mail server", { MAIL_FROM: "office@example.org" }, "SMTP_URL"],
    [
      "a sender with a name in the address",
      { SMTP_URL: "smtps://mail.internal", MAIL_FROM: "Oak <office@example.org>" },
      "MAIL_FROM",
    ],
    ["roles without passwords", { DATABASE_WEB_PASSWORD: "", DATABASE_WORKER_PASSWORD: "" }, "DATABASE_WEB"],
    ["a network that is a word", { METRICS_ALLOWED_NETWORKS: "everyone" }, "METRICS_ALLOWED_NETWORKS"],
  ])("refuses %s in production", (_what, change, named) => {
    const problems = problemsOf({ ...production, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(named);
    expect(problems[0]).toMatch(/\.$|\)\.$/);
  });

  test("keys that were current before are a list, each as strong as the one in use, and another", () => {
    const earlier = [1, 2].map((by) =>
      Buffer.from(Array.from({ length: 32 }, (_, at) => at + by)).toString("base64"),
    );
    const given = { ...production, SECRET_KEY_PREVIOUS: earlier.join(", ") };
    expect(readConfig(given).previousSecretKeys).toEqual(earlier);
    expect(readConfig(production).previousSecretKeys).toEqual([]);
    for (const wrong of ["short", `${earlier[0]},${Buffer.alloc(32, 1).toString("base64")}`, SECRET_KEY]) {
      const problems = problemsOf({ ...production, SECRET_KEY_PREVIOUS: wrong });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain("SECRET_KEY_PREVIOUS");
      expect(problems[0]).not.toContain(wrong);
    }
  });

  test("no problem repeats the secret it is about", () => {
    expect(problemsOf({ ...production, SECRET_KEY: "hunter2hunter2" }).join()).not.toContain("hunter2");
  });

  test("in development a secret is made once and kept", () => {
    const folder = mkdtempSync(join(tmpdir(), "config-"));
    const env = { NODE_ENV: "development", DATA_FOLDER: join(folder, "data") };
    const first = loadConfig(env);
    expect(loadConfig(env).secretKey).toBe(first.secretKey);
    expect(first.database).toBeNull();
    expect(() => loadConfig({ ...env, NODE_ENV: "production" })).toThrow(/SECRET_KEY/);
    rmSync(folder, { recursive: true });
  });
});
