import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import * as clack from '@clack/prompts';
import { wrap } from '../terminal.ts';
import type { Choice, Dialogue, ManyQuestion, OneQuestion, TextQuestion } from './dialogue.ts';

/** The person pressed Ctrl+C. */
export class Stopped extends Error {}

/** How many choices are shown at once; typing narrows them. */
const SHOWN = 10;

/** Speaks with a person at a terminal. Every question may be left with Ctrl+C, which throws {@link Stopped}. */
export function atTerminal(input: Readable, output: Writable & { readonly columns?: number }): Dialogue {
  const streams = { input, output };
  // Behind the line at the left; a longer one would break it.
  const width = (output.columns || 80) - 4;
  const fold = (text: string) =>
    text
      .split('\n')
      .map((line) => wrap(line, width))
      .join('\n');
  const copyable = (lines: readonly string[]) => void output.write(`\n${lines.join('\n')}\n\n`);
  const refuse = (problem: string) => clack.log.error(fold(problem), streams);

  /** Asks until the answer is fine. */
  const ask = async (question: TextQuestion, prompt: () => Promise<string | symbol>): Promise<string> => {
    for (;;) {
      const answer = unlessStopped(await prompt()).trim();
      const problem = answer ? await question.check(answer) : 'Something is needed here.';
      if (problem === null) return answer;
      refuse(problem);
    }
  };

  return {
    heading: (title) =>
      clack.log.step(styleText('bold', title, { stream: output, validateStream: false }), streams),
    say: (text, toCopy) => {
      clack.log.message(fold(text), streams);
      if (toCopy) copyable(toCopy);
    },
    good: (text) => clack.log.success(fold(text), streams),
    careful: (text) => clack.log.warn(fold(text), streams),
    copyable,
    text: (question) =>
      ask(question, () =>
        clack.text({
          ...streams,
          message: question.message,
          ...(question.initial === undefined ? {} : { initialValue: question.initial }),
        }),
      ),
    secret: (question) => ask(question, () => clack.password({ ...streams, message: question.message })),
    confirm: async ({ message, initial }) =>
      unlessStopped(await clack.confirm({ ...streams, message, initialValue: initial })),
    async choose<T>({ message, choices, initial }: OneQuestion<T>) {
      const start = choices.findIndex((one) => one.value === initial);
      const question = { ...streams, message, options: optionsOf(choices), initialValue: Math.max(start, 0) };
      for (;;) {
        const answer =
          choices.length <= SHOWN
            ? clack.select(question)
            : clack.autocomplete({ ...question, maxItems: SHOWN, placeholder: 'Type to search' });
        const choice = choiceAt(choices, unlessStopped(await answer));
        if (choice.refused === undefined) return choice.value;
        refuse(`${choice.label}: ${choice.refused}`);
      }
    },
    async chooseMany<T>({ message, choices, initial, check }: ManyQuestion<T>) {
      let chosen = initial;
      for (;;) {
        const answer = await clack.autocompleteMultiselect({
          ...streams,
          message,
          options: optionsOf(choices),
          initialValues: choices.flatMap((one, i) => (chosen.includes(one.value) ? [i] : [])),
          maxItems: SHOWN,
          placeholder: 'Type to search',
        });
        const picked = unlessStopped(answer).map((index) => choiceAt(choices, index));
        const refused = picked.find((one) => one.refused !== undefined);
        chosen = picked.filter((one) => one.refused === undefined).map(({ value }) => value);
        const problem = refused ? `${refused.label}: ${refused.refused}` : await check(chosen);
        if (problem === null) return chosen;
        refuse(problem);
      }
    },
    refuse,
    async lookAgain(problem, without, otherwise) {
      clack.log.warn(fold(problem), streams);
      const hint = without === undefined ? {} : { hint: without };
      const mayGoOn = without !== undefined || otherwise !== undefined;
      const again = await clack.select({
        ...streams,
        message: 'When that is done:',
        options: [
          { value: true, label: 'Look again' },
          ...(mayGoOn ? [{ value: false, label: otherwise ?? 'Go on without', ...hint }] : []),
        ],
      });
      return unlessStopped(again);
    },
    end: (text) => clack.outro(text, streams),
  };
}

/** Choices by their position, because values may be objects. */
function optionsOf(choices: readonly Choice<unknown>[]) {
  return choices.map(({ label, hint, refused }, value) => {
    const shown = refused ?? hint;
    return { value, label, ...(shown === undefined ? {} : { hint: shown }) };
  });
}

function choiceAt<T>(choices: readonly Choice<T>[], index: number): Choice<T> {
  const choice = choices[index];
  if (!choice) throw new Error(`There is no choice ${index}`);
  return choice;
}

function unlessStopped<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw new Stopped();
  return answer as Exclude<T, symbol>;
}
