import { type SubmissionResult, useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import type { z } from "zod";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Select, TextField } from "#app/ui/field.tsx";
import { fieldOf, formErrors } from "#app/ui/form.ts";
import { correction, present } from "./correction.ts";
import type { PeriodView } from "./view-of.ts";

/** Corrects this pupil's mark in one class, with the reason. What was said before stays on record. */
export function CorrectionForm({
  offer,
  reply,
}: {
  offer: NonNullable<PeriodView["correct"]>;
  reply?: SubmissionResult<string[]>;
}) {
  const [form, fields] = useForm<z.input<typeof correction>>({
    id: `correct-${offer.section}`,
    lastResult: reply,
    constraint: getZodConstraint(correction),
  });
  const { code, minutesLate, note, reason } = fields;
  return (
    <form method="post" className="card narrow stack" id={form.id}>
      <ErrorSummary errors={formErrors(form, [code, minutesLate, note, reason])} />
      <input type="hidden" name="section" value={offer.section} />
      <input type="hidden" name="seen" value={offer.seen} />
      <Select
        field={fieldOf(code)}
        label="It should be"
        empty="Choose"
        choices={[...(offer.offersPresent ? [{ value: present, label: "Present" }] : []), ...offer.choices]}
      />
      <TextField
        field={fieldOf(minutesLate)}
        label="Minutes late"
        hint="Only for a tardy."
        inputMode="numeric"
        short
      />
      <TextField field={fieldOf(note)} label="Note" />
      <TextField
        field={fieldOf(reason)}
        label="Reason"
        hint="Kept with the mark. The pupil's teachers see it too."
      />
      <Button>Save the correction</Button>
    </form>
  );
}
