import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { PageFrame } from "#app/ui/page.tsx";
import { SessionPage, type SessionReply } from "./session-page.tsx";
import type { SessionView } from "./session-view.ts";

export const sessionMeta: MetaFunction = () => [{ title: "Recovery session · AP Tool" }];

/** The page of a session, and of each form of it that came back. */
export function SessionRoute() {
  const { frame, view } = useLoaderData() as { frame: PageFrame; view: SessionView };
  return <SessionPage frame={frame} view={view} reply={useActionData() as SessionReply | undefined} />;
}
