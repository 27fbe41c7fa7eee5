import { ErrorSummary } from "#app/ui/error-summary.tsx";
import type { FormError } from "#app/ui/form.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, type PageFrame } from "#app/ui/page.tsx";
import { writtenDay } from "#app/ui/written-day.ts";
import { RegisterForm, Taken } from "./register-form.tsx";
import { RegisterRead } from "./register-read.tsx";
import { rowAnchor } from "./register-row.tsx";
import type { RegisterPupil, RegisterView } from "./register-view.ts";

/** The whole page: to fill in, to mend, to settle between two people, or only to read. */
export function RegisterPage({ frame, view }: { frame: PageFrame; view: RegisterView }) {
  const troubles = view.lock ? [] : view.pupils.flatMap(troublesOf);
  return (
    <Page
      frame={frame}
      title={view.section.title}
      lead={[view.period, writtenDay(view.date), view.teachers.join(", ")].filter(Boolean).join(" · ")}
      above={view.problem ? <Notice kind="warn">{view.problem}</Notice> : <ErrorSummary errors={troubles} />}
    >
      {view.lock ? (
        <RegisterRead view={view} />
      ) : (
        <>
          <Taken taken={view.taken} />
          <RegisterForm view={view} />
        </>
      )}
      <div className="row">
        {view.around.map((place) => (
          <a key={place.href} href={place.href}>
            {place.label}
          </a>
        ))}
        {view.missingHref && <a href={view.missingHref}>A pupil is missing from this list?</a>}
      </div>
    </Page>
  );
}

function troublesOf(pupil: RegisterPupil): FormError[] {
  const name = `${pupil.firstName} ${pupil.lastName}`;
  const found: FormError[] = [];
  if (pupil.conflict) {
    found.push({
      text: `${name}: ${pupil.conflict.theirs.by} changed this while you worked. Choose which to keep`,
      href: `#${rowAnchor(pupil, "resolve")}`,
    });
  }
  if (pupil.error) {
    found.push({ text: `${name}: ${pupil.error.text}`, href: `#${rowAnchor(pupil, pupil.error.field)}` });
  }
  return found;
}
