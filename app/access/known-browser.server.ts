import { randomUUID } from "node:crypto";
import { createCookie } from "@remix-run/node";
import type { Context } from "#app/context.ts";

const mostAccounts = 8;
const cookieOf = (secure: boolean) =>
  createCookie(secure ? "__Host-known" : "known", {
    httpOnly: true,
    secure,
    sameSite: "lax",
    path: "/",
    maxAge: 180 * 24 * 60 * 60,
  });

/** What a browser remembers, sealed: a number of its own, and keyed hashes of the accounts it signed in to. */
type Known = { id: string; accounts: string[] };

/** The hashes that a cookie may know the account by; the first is today's. */
const accountsOf = (context: Context, email: string) =>
  context.secrets.macs(`known ${email}`).map((hash) => hash.slice(0, 22));

async function read(context: Context, cookies: string | null): Promise<Known | null> {
  const sealed = await cookieOf(context.settings.secureCookies).parse(cookies);
  if (typeof sealed !== "string") return null;
  try {
    const { id, accounts } = JSON.parse(context.secrets.open(sealed)) as Partial<Known>;
    // Other cookies of ours are sealed too, and a visitor may send one under this name.
    return typeof id === "string" && Array.isArray(accounts) ? { id, accounts } : null;
  } catch {
    return null;
  }
}

/** The browser's own number, if it signed in to any account before, from the request's Cookie header. */
export const browserNumber = async (context: Context, cookies: string | null): Promise<string | null> =>
  (await read(context, cookies))?.id ?? null;

/** The browser's own number, if it signed in to this account before. */
export async function knownBrowser(
  context: Context,
  request: Request,
  email: string,
): Promise<string | null> {
  const known = await read(context, request.headers.get("Cookie"));
  return known && accountsOf(context, email).some((hash) => known.accounts.includes(hash)) ? known.id : null;
}

/** The Set-Cookie by which a browser that has just signed in remembers it. */
export async function rememberBrowser(context: Context, request: Request, email: string): Promise<string> {
  const known = (await read(context, request.headers.get("Cookie"))) ?? { id: randomUUID(), accounts: [] };
  const hashes = accountsOf(context, email);
  const others = known.accounts.filter((other) => !hashes.includes(other));
  const accounts = [...hashes.slice(0, 1), ...others].slice(0, mostAccounts);
  return cookieOf(context.settings.secureCookies).serialize(
    context.secrets.seal(JSON.stringify({ id: known.id, accounts })),
  );
}
