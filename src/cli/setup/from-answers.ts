import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { fileProblem } from '../../file-problem.ts';
import { didYouMean } from '../../policy/did-you-mean.ts';
import { OperatorError } from '../command-line.ts';
import type { Terminal } from '../terminal.ts';
import type { Choice, Dialogue, ManyQuestion, OneQuestion, TextQuestion } from './dialogue.ts';

const text = z.coerce.string().trim().min(1);

/** Every answer that a file may give; `setup --help` explains them. */
const answersSchema = z.strictObject({
  slack_app: z.enum(['create', 'exists']).default('exists'),
  slack_config_token: text.optional(),
  slack_command: text.optional(),
  slack_bot_token: text.optional(),
  slack_app_token: text.optional(),
  zoom_account_id: text.optional(),
  zoom_client_id: text.optional(),
  zoom_client_secret: text.optional(),
  zoom_plan: z.enum(['free', 'pro', 'business']).optional(),
  env_file: z.enum(['keep', 'replace']).optional(),
  policy_file: z.enum(['keep', 'replace']).optional(),
  create_channels: z.boolean().default(false),
  approval_channel: text.optional(),
  notice_channel: text.optional(),
  approvers: z.array(text).optional(),
  admins: z.array(text).optional(),
  email_domains: z.array(text).optional(),
  say_hello: z.boolean().optional(),
});

type Answers = z.output<typeof answersSchema>;

/** @throws OperatorError with a sentence for each mistake in the file */
export function readAnswers(file: string): Answers {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${fileProblem(error)}`);
  }
  const read = answersSchema.safeParse(content);
  if (read.success) return read.data;
  const known = Object.keys(answersSchema.shape);
  const problems = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `there is no answer “${key}”. ${didYouMean(key, known)}`)
      : [`${issue.path.join('.')}: ${problemOf(issue)}`],
  );
  throw new OperatorError(problems.map((one) => `${basename(file)}: ${one}`).join('\n'));
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `this takes ${issue.values.join(' or ')}.`;
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.expected === 'array') return 'this takes a list, such as [ada@example.com].';
  return issue.expected === 'boolean' ? 'this takes true or false.' : issue.message;
}

/** Answers each question from a file, and stops with a sentence at the first one that it cannot. */
export function fromAnswers(answers: Answers, file: string, terminal: Terminal): Dialogue {
  const name = basename(file);
  const answerTo = (key: string): unknown => (answers as Readonly<Record<string, unknown>>)[key];
  const fail = (problem: string): never => {
    throw new OperatorError(problem);
  };
  const wrong = (key: string, problem: string) => fail(`${name}: ${key}: ${problem}`);

  const ask = async ({ key, message, initial, check }: TextQuestion): Promise<string> => {
    const answer = String(answerTo(key) ?? initial ?? '');
    if (!answer) wrong(key, `is missing. ${message}`);
    const problem = await check(answer);
    return problem === null ? answer : wrong(key, problem);
  };

  return {
    heading: (title) => terminal.say(terminal.bold(title)),
    say: () => undefined,
    good: (line) => terminal.say(`  ${terminal.good('✓')} ${line}`),
    careful: (line) => terminal.say(`  ${terminal.careful('!')} ${line}`),
    copyable: (lines) => terminal.say(lines.join('\n')),
    text: ask,
    secret: ask,
    async confirm({ key, initial }) {
      const answer = answerTo(key);
      return typeof answer === 'boolean' ? answer : initial;
    },
    async choose<T>({ key, message, choices, initial, absent }: OneQuestion<T>) {
      const answer = answerTo(key);
      if (answer === undefined && initial !== undefined) return initial;
      if (answer === undefined) return wrong(key, `is missing. ${message}`);
      const found = find(choices, String(answer));
      if (!found) return wrong(key, `there is no “${answer}”. ${absent ?? listed(choices)}`);
      return found.refused === undefined ? found.value : wrong(key, `${found.label}: ${found.refused}`);
    },
    async chooseMany<T>({ key, choices, initial, check }: ManyQuestion<T>) {
      const given = answerTo(key) as readonly string[] | undefined;
      const values = (given ?? []).map((one) => {
        const found = find(choices, one);
        if (!found)
          return wrong(key, `there is no “${one}” in Slack. Give an id, an email address or @group.`);
        return found.refused === undefined ? found.value : wrong(key, `${found.label}: ${found.refused}`);
      });
      const chosen = given ? values : initial;
      const problem = await check(chosen);
      return problem === null ? chosen : wrong(key, problem);
    },
    refuse: fail,
    async lookAgain(problem, without) {
      if (without === undefined) return fail(problem);
      terminal.say(`  ${terminal.careful('!')} ${problem}`);
      return false;
    },
    end: (line) => terminal.say(line),
  };
}

function find<T>(choices: readonly Choice<T>[], answer: string): Choice<T> | undefined {
  const wanted = plain(answer);
  return choices.find(({ value, label, names = [] }) =>
    [...names, String(value), label].some((one) => plain(one) === wanted),
  );
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/^[#@]/, '');
}

function listed(choices: readonly Choice<unknown>[]): string {
  return `There is: ${choices.map(({ value, label }) => (typeof value === 'string' ? value : label)).join(', ')}.`;
}
