import { Button, LinkButton } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";

/** Asks why an export is withdrawn. `lead`: what becomes of what it holds. */
export function WithdrawalPage(props: {
  frame: PageFrame;
  exportId: number;
  lead: string;
  href: string;
  saveHref: string;
  longestReason: number;
  refused: { reason: string; sentence: string } | undefined;
}) {
  const { refused } = props;
  return (
    <Page
      frame={props.frame}
      title={`Withdraw export ${props.exportId}`}
      lead={props.lead}
      above={
        refused && (
          <ErrorSummary title="Not withdrawn yet" errors={[{ text: refused.sentence, href: "#reason" }]} />
        )
      }
    >
      <form method="post" action={props.saveHref} className="card narrow stack">
        <TextField
          label="Reason"
          hint="Kept with the export for whoever looks at it later. Leave pupils' names out."
          field={{
            id: "reason",
            name: "reason",
            value: refused?.reason,
            error: refused?.sentence,
            required: true,
            maxLength: props.longestReason,
          }}
        />
        <div className="row">
          <Button danger>Withdraw</Button>
          <LinkButton quiet href={props.href}>
            Keep it
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
