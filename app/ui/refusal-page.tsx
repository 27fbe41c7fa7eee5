import { LinkButton } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { Page, type PageFrame } from "./page.tsx";

/** The answer to something asked for that cannot be done as things stand: why, and where to go on. */
export function RefusalPage(props: {
  frame: PageFrame;
  title: string;
  sentence: string;
  back: { label: string; href: string };
}) {
  return (
    <Page frame={props.frame} title={props.title}>
      <Notice kind="bad">
        <p>{props.sentence}</p>
      </Notice>
      <p>
        <LinkButton href={props.back.href}>{props.back.label}</LinkButton>
      </p>
    </Page>
  );
}
