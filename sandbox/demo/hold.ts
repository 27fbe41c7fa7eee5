import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import { DemoProblem } from "./sentence.ts";

type Note = { pid: number; port: number; key: string };

const answerWithinMs = 2_000;

/**
 * Holds the folder for this process, until it is let go or the process ends: beside its note it answers at a port,
 * which no note of a demo that was killed does.
 * @throws DemoProblem when a demo holds it already
 */
export async function holdFolder(folder: string): Promise<{ letGo(): void }> {
  const place = join(folder, "demo.lock");
  const key = randomUUID();
  const beside = `${place}.${key}`;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(key);
  }).unref();
  const port = await new Promise<number>((listening, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => listening((server.address() as { port: number }).port));
  });
  const letGo = () => {
    server.close();
    if (noteAt(place)?.key === key) rmSync(place, { force: true });
  };
  try {
    writeFileSync(beside, JSON.stringify({ pid: process.pid, port, key } satisfies Note));
    while (!linked(beside, place)) await moveAway(place, folder);
  } catch (failure) {
    server.close();
    throw failure;
  } finally {
    rmSync(beside, { force: true });
  }
  return { letGo };
}

/** Puts the note in its place unless one is there. */
function linked(beside: string, place: string): boolean {
  try {
    linkSync(beside, place);
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw failure;
  }
}

async function moveAway(place: string, folder: string): Promise<void> {
  const note = noteAt(place);
  if (note && (await answers(note)))
    throw new DemoProblem(
      `A demo runs in ${folder} already (process ${note.pid}). Use that one, stop it with Ctrl-C where it runs, ` +
        "or choose another folder and port: DATA_FOLDER=.data-2 PORT=3001 npm run demo",
    );
  // Moved before it is removed: of two that find the same old note, neither removes the other's new one.
  const old = `${place}.${randomUUID()}`;
  try {
    renameSync(place, old);
    const moved = noteAt(old);
    if (moved && moved.key !== note?.key) linked(old, place);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "ENOENT") throw failure;
  } finally {
    rmSync(old, { force: true });
  }
}

function noteAt(place: string): Note | null {
  try {
    return JSON.parse(readFileSync(place, "utf8")) as Note;
  } catch {
    return null;
  }
}

function answers({ port, key }: Note): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createConnection({ port, host: "127.0.0.1", timeout: answerWithinMs });
    let heard = "";
    socket.setEncoding("utf8").on("data", (text) => {
      heard += text;
    });
    socket.once("error", () => answer(false));
    socket.once("end", () => answer(heard === key));
    // Taken for a demo that is busy: nobody else would leave a caller without a word.
    socket.once("timeout", () => {
      socket.destroy();
      answer(true);
    });
  });
}
