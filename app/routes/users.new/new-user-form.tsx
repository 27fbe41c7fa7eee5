import { useForm } from "@conform-to/react";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { type FormReply, fieldOf, formErrors } from "#app/ui/form.ts";

export function NewUserForm({ lastResult }: { lastResult: FormReply | undefined }) {
  const [form, fields] = useForm<{ name: string; email: string; staffId: string }>({
    id: "person",
    lastResult,
  });
  return (
    <>
      <ErrorSummary errors={formErrors(form, [fields.name, fields.email, fields.staffId])} />
      <form method="post" className="card narrow stack" id={form.id} noValidate>
        <TextField label="Name" autoComplete="off" field={{ ...fieldOf(fields.name), required: true }} />
        <TextField
          label="Email"
          type="email"
          autoComplete="off"
          field={{ ...fieldOf(fields.email), required: true }}
        />
        <TextField
          label="Staff ID in Aeries"
          hint="For someone who teaches: it makes their sections theirs. Otherwise leave it empty."
          inputMode="numeric"
          autoComplete="off"
          short
          field={fieldOf(fields.staffId)}
        />
        <Button>Add this person</Button>
      </form>
    </>
  );
}
