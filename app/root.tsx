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
import type { Resend } from "#app/access/resend.server.ts";
import { isLanguage, languages } from "#app/recovery/words/languages.ts";
import stylesheet from "./styles/app.css?url";
import { enhancementHref } from "./ui/enhancement.ts";
import { openFrame, Page } from "./ui/page.tsx";
import { problemOf } from "./ui/problem.ts";
import { spokenIn } from "./ui/spoken.ts";

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
  const matches = useMatches();
  const script = enhancementHref(matches, hrefs);
  const language = spokenIn(matches);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
        {script && <script type="module" src={script} />}
      </head>
      <body>
        <a className="skip" href="#main">
          {isLanguage(language) ? languages[language].skip : languages.en.skip}
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
  const error = useRouteError();
  const kept = keptForm(error);
  if (kept) return <SendAgain {...kept} />;
  const problem = problemFrom(error);
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

/** A form that met a database that could not be reached: everything in it is still here. */
function SendAgain({ path, fields }: Resend["resend"]) {
  return (
    <Page frame={openFrame} title="Not saved yet">
      <p className="text">
        The records could not be reached, so we cannot say that this was saved. What you entered is kept on
        this page.
      </p>
      <p className="text">Wait a minute, then send it again. Do not close this page before.</p>
      <form method="post" action={path} encType="multipart/form-data">
        {fields.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a form may say one name twice, and this list is drawn once.
          <input key={`${at}-${name}`} type="hidden" name={name} value={value} />
        ))}
        <button className="btn" type="submit">
          Send it again
        </button>
      </form>
    </Page>
  );
}

const keptForm = (error: unknown) =>
  isRouteErrorResponse(error) ? ((error.data as Partial<Resend> | null)?.resend ?? null) : null;

const problemFrom = (error: unknown) => problemOf(isRouteErrorResponse(error) ? error.status : 500);
