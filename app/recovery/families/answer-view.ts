import { type Language, languages } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import type { Asked, AskedOne } from "./asked.server.ts";
import { toldFacts } from "./letter.ts";

/** One question of the page: about which child and session, and where the answer stands. */
export type AnswerOne = {
  /** The name of its field. */
  name: string;
  about: string;
  facts: readonly { term: string; is: string }[];
  open: boolean;
  answer: "yes" | "no" | null;
  /** Where the answer stands, and null while there is none. */
  state: { kind: "good" | "info" | "warn"; sentence: string } | null;
};

/** The public page of one letter, in one language. */
export type AnswerBlock = {
  code: Language;
  words: Omit<Words["answer"], "about">;
  school: string;
  /** Every child that it asks about. */
  about: string;
  each: AnswerOne[];
  choiceTitle: string;
  choice: readonly string[];
};

export type AnswerView = { blocks: AnswerBlock[]; open: boolean };

export function answerView(asked: Asked): AnswerView {
  return {
    open: asked.each.some(({ closed }) => closed === null),
    blocks: asked.languages.map((code) => {
      const words: Words = languages[code];
      // A page is given what can be written down, so the sentences about the children are said here.
      const { about, ...answer } = words.answer;
      return {
        code,
        words: answer,
        school: asked.school,
        about: about(words.list([...new Set(asked.each.map(({ initial }) => initial))])),
        each: asked.each.map((one) => ({
          name: answerField(one.messageId),
          about: about(one.initial),
          facts: toldFacts(words, one.session).map(({ label, value }) => ({ term: label, is: value })),
          open: one.closed === null,
          answer: one.answer,
          state: stateIn(words, one),
        })),
        choiceTitle: words.message.choiceTitle,
        choice: words.message.choice,
      };
    }),
  };
}

/** The field of an answer bears the number of what asks it: a place in the letter may be another's by the time it is sent. */
const answerField = (messageId: number) => `answer.${messageId}`;

/** The answers of a form, by the number of the message that asks; a question left open is not among them. */
export function answersIn(form: FormData): Map<number, "yes" | "no"> {
  const answers = new Map<number, "yes" | "no">();
  for (const [name, value] of form) {
    const id = /^answer\.([1-9]\d{0,14})$/.exec(name)?.[1];
    if (id !== undefined && (value === "yes" || value === "no")) answers.set(Number(id), value);
  }
  return answers;
}

function stateIn({ answer: words }: Words, { closed, answer, place }: AskedOne): AnswerOne["state"] {
  if (closed !== null) return { kind: "warn", sentence: words[closed] };
  if (place === "booked") return { kind: "good", sentence: words.saidYesBooked };
  if (place === "waiting") return { kind: "info", sentence: words.saidYesWaiting };
  if (answer === "no") return { kind: "info", sentence: words.saidNo };
  return answer === "yes" ? { kind: "warn", sentence: words.saidYesNoPlace } : null;
}
