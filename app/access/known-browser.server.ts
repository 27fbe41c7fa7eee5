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

const accountOf = (context: Context, email: string) => context.secrets.mac(`known ${email}`).slice(0, 22);

async function read(context: Context, request: Request): Promise<Known | null> {
  const sealed = await cookieOf(context.settings.secureCookies).parse(request.headers.get("Cookie"));
  if (typeof sealed !== "string") return null;
  try {
    return JSON.parse(context.secrets.open(sealed)) as Known;
  } catch {
    return null;
  }
}

/** The browser's own number, if it signed in to this account before. */
export async function knownBrowser(
  context: Context,
  request: Request,
  email: string,
): Promise<string | null> {
  const known = await read(context, request);
  return known?.accounts.includes(accountOf(context, email)) ? known.id : null;
}

/** The Set-Cookie by which a browser that has just signed in remembers it. */
export async function rememberBrowser(context: Context, request: Request, email: string): Promise<string> {
  const known = (await read(context, request)) ?? { id: randomUUID(), accounts: [] };
  const account = accountOf(context, email);
  const accounts = [account, ...known.accounts.filter((other) => other !== account)].slice(0, mostAccounts);
  return cookieOf(context.settings.secureCookies).serialize(
    context.secrets.seal(JSON.stringify({ id: known.id, accounts })),
  );
}
