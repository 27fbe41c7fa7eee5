/**
 * Saves each mark of the register as it is made, and lets the keyboard walk it. The page is whole without it: the
 * same form, saved at once by its button. What is not sent yet lives in memory only; no name reaches the disk.
 */

type Row = {
  field: HTMLFieldSetElement;
  pupilId: string;
  /** On its way, word for word the same at each try, so that the server knows it again. */
  sending: FormData | null;
  /** The teacher's latest choice meanwhile; it leaves when `sending` is answered, so a pupil's marks keep their order. */
  next: FormData | null;
};
type Answer = { [key in "seen" | "savedAt" | "by" | "at" | "title" | "yours" | "error"]?: string };

const form = document.querySelector<HTMLFormElement>("form[data-save]");
if (form) enhance(form);

function enhance(form: HTMLFormElement) {
  const rows = [...form.querySelectorAll<HTMLFieldSetElement>(".p")].map(rowOf);
  const say = form.querySelector<HTMLElement>(".say")!;
  const seen = form.elements.namedItem("seen") as HTMLInputElement;
  /** Rows with something to send. One leaves at a time, so that `seen` never runs backwards. */
  const queue: Row[] = [];
  let busy = false;
  let failures = 0;
  let signedOut = false;
  let lastSaved = "";
  let submits: "no" | "waiting" | "leaving" = "no";
  let timer: ReturnType<typeof setTimeout>;

  form.addEventListener("change", (event) => {
    const row = rowAt(event.target);
    if (!row || (event.target as HTMLInputElement).name.startsWith("resolve.")) return;
    if (markOf(row) === "other" && !control(row, "other")?.value) return tell(row, "Choose which", true);
    row.next = bodyOf(row);
    if (!queue.includes(row)) queue.push(row);
    tell(row, failures ? "Not sent yet" : "Saving");
    if (failures) report();
    else pump();
  });

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    while (queue.length > 0) {
      const row = queue[0]!;
      if (!row.sending) {
        row.sending = row.next!;
        row.next = null;
        row.sending.set("seen", seen.value);
      }
      const answer = await post(row.sending);
      signedOut = answer?.status === 401 || answer?.type === "opaqueredirect";
      if (!answer || signedOut || answer.status === 429 || answer.status >= 500) {
        queue.push(queue.shift()!);
        for (const waiting of queue) tell(waiting, "Not sent yet", true);
        if (!signedOut) timer = setTimeout(pump, Math.min(30_000, 1000 * 2 ** failures));
        failures += 1;
        break;
      }
      failures = 0;
      row.sending = null;
      if (!row.next) queue.shift();
      heed(row, answer.ok ? 200 : answer.status, await answer.json().catch(() => ({})));
    }
    busy = false;
    report();
    if (queue.length === 0 && submits === "waiting") form.requestSubmit();
  }

  function post(body: FormData): Promise<Response | null> {
    const headers = { Accept: "application/json" };
    const how = { method: "POST", body, headers, signal: AbortSignal.timeout(15_000) };
    return fetch(form.dataset.save!, { ...how, redirect: "manual" }).catch(() => null);
  }

  function heed(row: Row, status: number, said: Answer) {
    if (status === 200) {
      seen.value = said.seen ?? seen.value;
      lastSaved = said.savedAt ?? "";
      tell(row, `Saved ${lastSaved}`);
    } else if (status === 409) {
      const both = `${said.by} put ${said.title} at ${said.at}. You put ${said.yours}.`;
      tell(row, `${both} Save the register to compare.`, true);
    } else {
      tell(row, said.error ?? "Not saved. Save the register to see why.", true);
    }
  }

  function report() {
    const marks = queue.length === 1 ? "1 mark waits" : `${queue.length} marks wait`;
    if (signedOut && queue.length > 0) {
      const link = Object.assign(document.createElement("a"), {
        href: form.dataset.signIn!,
        target: "_blank",
        textContent: "Sign in again in a new tab",
      });
      say.replaceChildren(`You are signed out and ${marks}. `, link, ", then come back here.");
    } else if (submits === "waiting") {
      say.textContent = "The network is away. The register is saved when it returns. Keep this page open.";
    } else if (queue.length > 0) {
      say.textContent = `Not sent yet: ${marks} for the network. Keep this page open.`;
    } else if (lastSaved) say.textContent = `Saved ${lastSaved}`;
  }

  addEventListener("online", () => {
    if (queue.length > 0) pump();
    else if (submits === "waiting") form.requestSubmit();
  });
  addEventListener("focus", pump);
  addEventListener("beforeunload", (event) => {
    if (submits === "waiting" || (submits === "no" && queue.length > 0)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    submits = failures > 0 || !navigator.onLine ? "waiting" : "leaving";
    if (submits === "leaving") return;
    event.preventDefault();
    report();
  });

  form.addEventListener("keydown", (event) => {
    const target = event.target as HTMLInputElement;
    const row = rowAt(target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey || !target.matches(".s input")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = rows.indexOf(row);
    if (step)
      radios(rows[here + step] ?? row)
        .find((radio) => radio.checked)
        ?.focus();
    else if (event.key === "?") keys(row).showModal();
    else if (!pick(row, target, event.key)) return;
    event.preventDefault();
  });

  function rowAt(target: EventTarget | null): Row | undefined {
    const field = (target as Element).closest(".p");
    return rows.find((row) => row.field === field);
  }
}

function rowOf(field: HTMLFieldSetElement): Row {
  const pupilId = field.querySelector<HTMLInputElement>(".s input")!.name.slice("mark.".length);
  return { field, pupilId, sending: null, next: null };
}

const radios = (row: Row) => [...row.field.querySelectorAll<HTMLInputElement>(".s input")];
const markOf = (row: Row) => radios(row).find((radio) => radio.checked)?.value ?? "";
const wordOf = (radio: HTMLInputElement) => radio.parentElement!.textContent!.trim();
const control = (row: Row, kind: string) =>
  row.field.querySelector<HTMLInputElement>(`[name="${kind}.${row.pupilId}"]`);

/** The pupil's own fields, with an id that makes sending it twice harmless. */
function bodyOf(row: Row): FormData {
  const body = new FormData();
  body.set("submission", crypto.randomUUID());
  body.set(`mark.${row.pupilId}`, markOf(row));
  for (const kind of ["other", "minutes", "note"]) {
    body.set(`${kind}.${row.pupilId}`, control(row, kind)?.value ?? "");
  }
  return body;
}

/** Chooses the mark whose word begins with the letter; pressed again, the next one that does. */
function pick(row: Row, from: HTMLInputElement, key: string): boolean {
  const all = radios(row);
  const at = all.indexOf(from);
  const inTurn = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const found = inTurn.find((radio) => wordOf(radio)[0]!.toLowerCase() === key.toLowerCase());
  if (!found) return false;
  found.focus();
  if (!found.checked) found.click();
  return true;
}

function tell(row: Row, text: string, warn = false) {
  const place = row.field.querySelector(".r") ?? document.createElement("span");
  row.field.querySelector(".x")!.append(place);
  place.className = warn ? "r warn" : "r";
  place.textContent = text;
}

function keys(row: Row): HTMLDialogElement {
  const old = document.querySelector<HTMLDialogElement>(".keys");
  if (old) return old;
  const dialog = Object.assign(document.createElement("dialog"), { className: "keys", ariaLabel: "Keys" });
  const words = radios(row).map((radio) => `${wordOf(radio)[0]} for ${wordOf(radio)}`);
  const lines = [
    "Up and down: the pupil before and after.",
    `Letters: ${words.join(", ")}.`,
    "Tab: minutes and note.",
  ];
  for (const line of lines) dialog.append(Object.assign(document.createElement("p"), { textContent: line }));
  const close = Object.assign(document.createElement("button"), { className: "btn", textContent: "Close" });
  close.onclick = () => dialog.close();
  dialog.append(close);
  document.body.append(dialog);
  return dialog;
}
