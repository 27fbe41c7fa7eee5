import { Notice } from "#app/ui/notice.tsx";
import { registerRow, rowPlan } from "./register-row.tsx";
import type { RegisterView } from "./register-view.ts";

/** The register to fill in. Everybody is present until marked otherwise; posts to the page's own address. */
export function RegisterForm({ view }: { view: RegisterView }) {
  const plan = rowPlan(view.codes, view.pupils);
  const count = view.pupils.length;
  return (
    <form className="reg" method="post" data-save={view.saveHref} data-sign-in={view.signInHref}>
      <input type="hidden" name="seen" value={view.seen} />
      <input type="hidden" name="submission" value={view.submission} />
      {view.pupils.map((pupil) => registerRow(pupil, plan))}
      <div className="bar">
        <div>
          <p className="tally">{count === 1 ? "1 pupil" : `${count} pupils`}</p>
          <p className="say" role="status" />
        </div>
        <button className="btn" type="submit">
          Save register — everyone else present
        </button>
      </div>
    </form>
  );
}

/** Who saved it last, or that nobody has. */
export function Taken({ taken }: Pick<RegisterView, "taken">) {
  if (!taken) return <Notice>Not taken yet. Mark the exceptions, then save.</Notice>;
  const times = taken.times > 1 ? ` Saved ${taken.times} times.` : "";
  return <Notice kind="good">{`Taken by ${taken.by} at ${taken.at}.${times}`}</Notice>;
}
