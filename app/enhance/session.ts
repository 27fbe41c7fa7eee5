/**
 * Saves each tap at the door of a recovery session at once, and counts the room anew. The page is whole without it:
 * each button is a form of its own. What is not sent yet lives in memory only; no name reaches the disk.
 */

type Tap = { row: HTMLElement; way: "in" | "out"; pupil: string; at: number };
type Room = { here: number; expected: number; left: number; full: boolean; words: string };
type Answer = { where?: "expected" | "in" | "out"; words?: string; room?: Room | null; error?: string };

const form = document.querySelector<HTMLFormElement>("form.door[data-save]");
if (form) enhance(form);

function enhance(form: HTMLFormElement) {
  const say = form.querySelector<HTMLElement>(".say")!;
  /** In the order of the taps: a pupil's going never overtakes the coming. */
  const queue: Tap[] = [];
  let busy = false;
  let failures = 0;
  let signedOut = false;
  let timer: ReturnType<typeof setTimeout>;

  form.addEventListener("submit", (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    const row = button?.closest("li");
    if (!button || !row) return;
    event.preventDefault();
    const way = button.name as Tap["way"];
    if (queue.some((tap) => tap.row === row && tap.way === way)) return;
    queue.push({ row, way, pupil: button.value, at: performance.now() });
    show(row, way === "in" ? "in" : "out", way === "in" ? "In, saving" : "Out, saving");
    if (failures) report();
    else pump();
  });

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    while (queue.length > 0) {
      const tap = queue[0]!;
      const answer = await post(tap);
      signedOut = answer?.status === 401 || answer?.type === "opaqueredirect";
      if (!answer || signedOut || answer.status === 429 || answer.status >= 500) {
        for (const { row } of queue) tell(row, "Not sent yet");
        if (!signedOut) timer = setTimeout(pump, Math.min(30_000, 1000 * 2 ** failures));
        failures += 1;
        break;
      }
      failures = 0;
      queue.shift();
      heed(tap, await answer.json().catch(() => ({ error: "Not saved. Load the page again." })));
    }
    busy = false;
    report();
  }

  function post({ way, pupil, at }: Tap): Promise<Response | null> {
    const body = new FormData();
    body.set(way, pupil);
    body.set("waited", String(Math.floor((performance.now() - at) / 1000)));
    const headers = { Accept: "application/json" };
    const how = { method: "POST", body, headers, signal: AbortSignal.timeout(15_000) };
    return fetch(form.dataset.save!, { ...how, redirect: "manual" }).catch(() => null);
  }

  function heed({ row, way }: Tap, said: Answer) {
    const later = queue.some((tap) => tap.row === row);
    if (!later) show(row, said.where ?? (way === "in" ? "expected" : "in"), said.words ?? "");
    tell(row, said.error ?? "");
    const room = form.querySelector<HTMLElement>(".room");
    if (!room || !said.room) return;
    const { here, expected, left, full, words } = said.room;
    room.className = full ? "room note warn" : "room note";
    const [count, others, more] = room.children;
    count!.textContent = `${here} here`;
    others!.textContent = `${expected} expected, ${left} left.`;
    more!.textContent = words;
  }

  function report() {
    const taps = queue.length === 1 ? "1 tap waits" : `${queue.length} taps wait`;
    if (signedOut && queue.length > 0) {
      const link = Object.assign(document.createElement("a"), {
        href: form.dataset.signIn!,
        target: "_blank",
        textContent: "Sign in again in a new tab",
      });
      say.replaceChildren(`You are signed out and ${taps}. `, link, ", then come back here.");
    } else if (failures > 0 && queue.length > 0) {
      say.textContent = `Not sent yet: ${taps} for the network. Keep this page open.`;
    } else say.textContent = "";
  }

  addEventListener("online", pump);
  addEventListener("focus", pump);
  addEventListener("beforeunload", (event) => {
    if (queue.length > 0) event.preventDefault();
  });
}

/** The row as it stands: its color, its words, and the tap that comes next. */
function show(row: HTMLElement, where: string, words: string) {
  row.className = `at-${where}`;
  row.querySelector(".now")!.textContent = words;
  const button = row.querySelector<HTMLButtonElement>("button[name]")!;
  const way = where === "in" ? "out" : "in";
  button.name = way;
  button.className = way === "in" ? "btn" : "btn quiet";
  button.firstChild!.textContent = way === "in" ? "In" : "Out";
}

function tell(row: HTMLElement, text: string) {
  const place = row.querySelector(".err") ?? document.createElement("span");
  place.className = "err";
  place.textContent = text;
  if (text) row.querySelector(".now")!.after(place);
  else place.remove();
}

export {};
