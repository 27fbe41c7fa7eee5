import type { ReactNode } from "react";
import { LinkButton, PostButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { StatusTag } from "#app/ui/status-tag.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ExportView } from "./export-view.ts";

/** One export: what comes next, what changes in Aeries (`children`, a table), and the steps so far. */
export function ExportPage(props: {
  frame: PageFrame;
  title: string;
  view: ExportView;
  what: string;
  /** How the file goes into Aeries. */
  howToImport: string;
  notices?: ReactNode;
  children: ReactNode;
}) {
  const { view } = props;
  return (
    <Page
      frame={props.frame}
      title={props.title}
      lead={<StatusTag kind={view.state.kind}>{view.state.text}</StatusTag>}
      above={
        <p>
          <a href={view.listHref}>All exports</a>
        </p>
      }
    >
      {view.noFile && (
        <Notice kind="bad">
          <p>{view.noFile}</p>
        </Notice>
      )}
      {props.notices}
      <Next view={view} howToImport={props.howToImport} />
      {props.children}
      {view.around && <Pagination what={props.what} {...view.around} />}
      <Table
        caption="Steps"
        rows={view.steps}
        rowKey={(row) => `${row.what} ${row.at} ${row.by}`}
        columns={[
          { title: "Step", cell: (row) => row.what },
          { title: "When", cell: (row) => row.at },
          { title: "Who", cell: (row) => row.by },
          ...(view.steps.some((row) => row.reason)
            ? [{ title: "Reason", cell: (row: ExportView["steps"][number]) => row.reason }]
            : []),
        ]}
      />
    </Page>
  );
}

function Next({
  view: { next, withdrawHref, undoAction },
  ...props
}: {
  view: ExportView;
  howToImport: string;
}) {
  const back = (
    <>
      {withdrawHref && (
        <LinkButton quiet href={withdrawHref}>
          Withdraw
        </LinkButton>
      )}
      {undoAction && (
        <PostButton quiet action={undoAction}>
          Propose the reverse file
        </PostButton>
      )}
    </>
  );
  if (next === null) return (withdrawHref || undoAction) && <div className="row">{back}</div>;
  return (
    <>
      <p className="text">
        {next.kind === "import"
          ? `${props.howToImport} When it is in, mark it as imported.`
          : guidance[next.kind]}
      </p>
      <div className="row">
        {next.kind === "approve" && <PostButton action={next.action}>Approve</PostButton>}
        {next.kind === "download" && <LinkButton href={next.file}>Download the file</LinkButton>}
        {next.kind === "import" && (
          <>
            <PostButton action={next.action}>Mark as imported</PostButton>
            <LinkButton quiet href={next.file}>
              Download again
            </LinkButton>
          </>
        )}
        {back}
      </div>
    </>
  );
}

const guidance = {
  approve: "Check the changes below, then approve them. Nothing leaves until then.",
  download:
    "Download the file. After that, come back to this page to mark it as imported. It holds student numbers: keep it off shared drives and delete it when you are done.",
} as const;
