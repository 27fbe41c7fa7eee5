import postgres from "postgres";
import type { Actor } from "#app/access/actor.ts";
import { createDoor } from "#app/access/scope.server.ts";
import type { Context } from "#app/context.ts";
import { settleClaims } from "#app/recovery/settle-claims.server.ts";
import { packetArchive } from "#app/reports/packet/archive.server.ts";
import { takePacket } from "#app/reports/packet/take-packet.server.ts";
import { connect, type Database } from "#server/database.ts";
import type { Figure } from "./figure.ts";
import { type Bench, migratedDatabase } from "./machine.ts";
import { layOutRecoveryYear, recoverySchools, recoveryYear } from "./recovery-district.ts";

/** Days missed through here are some two thousand. */
const missedThrough = Temporal.PlainDate.from("2026-11-14");
const today = Temporal.PlainDate.from(recoveryYear.through);
const now = Temporal.Instant.from(`${recoveryYear.through}T17:00:00Z`);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => now, today: () => today };

/**
 * An auditor takes out the claimed days of the whole district: from the first statement to the last byte of the ZIP,
 * in this process. The second time, as the engine has compiled it by then.
 */
export async function measurePacket(bench: Pick<Bench, "server">): Promise<Figure[]> {
  const urls = await migratedDatabase(bench, "packet");
  const admin = postgres(urls.admin, { max: 1, onnotice: () => {} });
  await layOutRecoveryYear(admin);
  await admin`insert into user_account (id, email, name, password_hash) overriding system value
    values (1, 'auditor@example.org', 'Ada Auditor', 'none')`;
  await admin`insert into user_role (user_id, school_id, role, granted_at) values (1, 0, 'compliance officer', ${now.toString()})`;
  const worker = connect(urls.worker, { max: 2, name: "bench", statementTimeoutMs: 120_000 });
  await settleClaims(contextOver(worker));
  await worker.close();
  await admin`analyze`;
  await admin.end();
  const web = connect(urls.web, { max: 4, name: "bench" });
  try {
    await taken(contextOver(web));
    const { days, bytes, ms } = await taken(contextOver(web));
    return [
      {
        name: "Audit packet of a period, 2,000 days and more",
        unit: "ms",
        value: ms,
        floor: null,
        target: 10_000,
        better: "less",
        note: `${days} days in ${(bytes / 1e6).toFixed(1)} MB, a sheet each; read, recorded, written and packed.`,
      },
    ];
  } finally {
    await web.close();
  }
}

const contextOver = (database: Database) =>
  ({
    door: createDoor({ database, clock, log }),
    clock,
    log,
    settings: { timeZone: "America/Los_Angeles", districtName: "Bench Unified" },
  }) as unknown as Context;

async function taken(context: Context): Promise<{ days: number; bytes: number; ms: number }> {
  const started = performance.now();
  const packet = await takePacket(context, auditor, recoverySchools, {
    kind: "days",
    from: Temporal.PlainDate.from("2026-07-01"),
    to: missedThrough,
  });
  let bytes = 0;
  for await (const part of packetArchive(packet)) bytes += part.length;
  if (packet.days.length < 2_000) throw new Error(`The packet has ${packet.days.length} days.`);
  return { days: packet.days.length, bytes, ms: performance.now() - started };
}

const auditor: Actor = {
  userId: 1,
  name: "Ada Auditor",
  email: "auditor@example.org",
  sessionHandle: "bench",
  staffId: null,
  schoolId: 0,
  roles: ["compliance officer"],
  schools: recoverySchools,
  isDistrict: true,
  places: recoverySchools.map((id) => ({ id, name: `School ${id}` })),
  ownSectionsOnly: false,
  banner: null,
};
