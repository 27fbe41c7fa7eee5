import { createCookie } from "@remix-run/node";
import type { Context } from "#app/context.ts";

const cookieOf = (secure: boolean) =>
  createCookie(secure ? "__Host-once" : "once", {
    httpOnly: true,
    secure,
    sameSite: "strict",
    path: "/",
    maxAge: 120,
  });

/** A sealed message to the next page, for one person and two minutes: what is stored nowhere and shown once. */
export async function showOnce(context: Context, userId: number, lines: readonly string[]): Promise<string> {
  const until = context.clock.now().add({ minutes: 2 }).epochMilliseconds;
  return cookieOf(context.settings.secureCookies).serialize(
    context.secrets.seal(JSON.stringify({ userId, until, lines })),
  );
}

/** The message, if there is one for this person, and the Set-Cookie that takes it away. */
export async function takeShownOnce(
  context: Context,
  request: Request,
  userId: number,
): Promise<{ lines: string[] | null; cookie: string }> {
  const box = cookieOf(context.settings.secureCookies);
  const cookie = await box.serialize("", { maxAge: 0 });
  const sealed = await box.parse(request.headers.get("Cookie"));
  if (typeof sealed !== "string" || sealed === "") return { lines: null, cookie };
  try {
    const told = JSON.parse(context.secrets.open(sealed)) as {
      userId: number;
      until: number;
      lines: string[];
    };
    const current = told.userId === userId && context.clock.now().epochMilliseconds < told.until;
    return { lines: current ? told.lines : null, cookie };
  } catch {
    return { lines: null, cookie };
  }
}
