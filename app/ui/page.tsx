import type { ReactNode } from "react";

/** What surrounds every page; a loader makes it once from the actor. */
export type PageFrame = {
  /** `switchHref` where the reader works at more than one school. */
  school: { name: string; href: string; switchHref: string | null } | null;
  navigation: readonly { label: string; href: string; current?: boolean }[];
  person: { name: string; role: string; href: string; signOutAction: string } | null;
  /** Maintenance, or "You are looking at the demonstration district". */
  banner: string | null;
};

/** The frame of a page that nobody is signed in to. */
export const openFrame: PageFrame = { school: null, navigation: [], person: null, banner: null };

/** Header, navigation, main with its only h1, footer. `above` sits over the h1: a link back, or an error summary. */
export function Page(props: {
  frame: PageFrame;
  title: string;
  lead?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <Header frame={props.frame} />
      <main id="main" tabIndex={-1}>
        {props.frame.banner && (
          <p className="note warn" role="status">
            {props.frame.banner}
          </p>
        )}
        {props.above}
        <div>
          <h1>{props.title}</h1>
          {props.lead && <p className="lead">{props.lead}</p>}
        </div>
        {props.children}
      </main>
      <footer className="foot">
        <p>AP Tool: attendance and attendance recovery. Who looks at a pupil is recorded.</p>
      </footer>
    </>
  );
}

function Header({ frame }: { frame: PageFrame }) {
  const { school, person, navigation } = frame;
  return (
    <>
      <header className="top">
        <a href="/">AP Tool</a>
        {school && <a href={school.href}>{school.name}</a>}
        {school?.switchHref && <a href={school.switchHref}>Change school</a>}
        {person && (
          <div className="who">
            <a href={person.href}>
              <span>
                {person.name}
                <span className="role">{`, ${person.role}`}</span>
              </span>
            </a>
            <form method="post" action={person.signOutAction}>
              <button type="submit">Sign out</button>
            </form>
          </div>
        )}
      </header>
      {navigation.length > 0 && (
        <nav className="nav" aria-label="Main">
          <ul>
            {navigation.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? "page" : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}
