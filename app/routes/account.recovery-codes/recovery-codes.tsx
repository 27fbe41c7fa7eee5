import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Notice } from "#app/ui/notice.tsx";

export function ShownCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  return (
    <div className="card narrow stack">
      <Notice kind="warn">These codes are shown only now. Print this page or write them down.</Notice>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton href={next}>I have kept them, continue</LinkButton>
    </div>
  );
}

export function NewCodesForm({ left, error }: { left: number; error?: string }) {
  return (
    <form method="post" className="card narrow stack">
      <p>
        You have {left} unused {left === 1 ? "code" : "codes"}. New codes replace all earlier ones.
      </p>
      <TextField
        label="Code"
        hint="The six digits in your authenticator app now."
        autoComplete="one-time-code"
        short
        field={{ id: "code", name: "code", error, required: true, maxLength: 20 }}
      />
      <Button>Make new codes</Button>
    </form>
  );
}
