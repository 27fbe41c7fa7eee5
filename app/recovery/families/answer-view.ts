import { type Language, languages } from "../words/languages.ts";
import type { Words } from "../words/words.ts";
import type { Asked } from "./asked.server.ts";
import { toldFacts } from "./letter.ts";

/** The public page of one question, in one language. */
export type AnswerBlock = {
  code: Language;
  words: Omit<Words["answer"], "about">;
  school: string;
  facts: readonly { term: string; is: string }[];
  about: string;
  choiceTitle: string;
  choice: readonly string[];
  /** Where the answer stands, and null while there is none. */
  state: { kind: "good" | "info" | "warn"; sentence: string } | null;
};

export type AnswerView = { blocks: AnswerBlock[]; open: boolean; answer: "yes" | "no" | null };

export function answerView(asked: Asked): AnswerView {
  return {
    open: asked.closed === null,
    answer: asked.answer,
    blocks: asked.languages.map((code) => {
      const words: Words = languages[code];
      // A page is given what can be written down, so the sentence about the child is said here.
      const { about, ...answer } = words.answer;
      return {
        code,
        words: answer,
        school: asked.school,
        facts: toldFacts(words, asked.session).map(({ label, value }) => ({ term: label, is: value })),
        about: about(asked.initial),
        choiceTitle: words.message.choiceTitle,
        choice: words.message.choice,
        state: stateIn(words, asked),
      };
    }),
  };
}

function stateIn({ answer: words }: Words, { closed, answer, place }: Asked): AnswerBlock["state"] {
  if (closed !== null) return { kind: "warn", sentence: words[closed] };
  if (place === "booked") return { kind: "good", sentence: words.saidYesBooked };
  if (place === "waiting") return { kind: "info", sentence: words.saidYesWaiting };
  if (answer === "no") return { kind: "info", sentence: words.saidNo };
  return answer === "yes" ? { kind: "warn", sentence: words.saidYesNoPlace } : null;
}
