import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import stylesheet from "./styles/app.css?url";
import { enhancementHref } from "./ui/enhancement.ts";
import { openFrame, Page } from "./ui/page.tsx";
import { problemOf } from "./ui/problem.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${problemFrom(error).title} · AP Tool` : "AP Tool" },
];

/** The scripts a page may opt in to; none for a reader whose browser asks to save data. */
export function loader({ context, request }: LoaderFunctionArgs) {
  const savesData = request.headers.get("save-data") === "on";
  return { enhance: savesData ? {} : context.enhance };
}

/** The document. It never renders Remix's own scripts: see docs/decisions/0001. */
export function Layout({ children }: { children: ReactNode }) {
  const hrefs = useRouteLoaderData<typeof loader>("root")?.enhance ?? {};
  const script = enhancementHref(useMatches(), hrefs);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
        {script && <script type="module" src={script} />}
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the page
        </a>
        {children}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const problem = problemFrom(useRouteError());
  return (
    <Page frame={openFrame} title={problem.title}>
      <p className="text">{problem.happened}</p>
      <p className="text">{problem.next}</p>
      <p>
        <a className="btn" href="/">
          Go to the first page
        </a>
      </p>
    </Page>
  );
}

const problemFrom = (error: unknown) => problemOf(isRouteErrorResponse(error) ? error.status : 500);
