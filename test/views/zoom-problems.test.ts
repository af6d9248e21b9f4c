import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { commands } from '../../src/commands/registry.ts';
import { createLogger } from '../../src/log.ts';
import { type Audience, problemFor } from '../../src/requests/error-messages.ts';
import type { MessageContent } from '../../src/views/blocks.ts';
import { problemMessage } from '../../src/views/problem.ts';
import { catalogue, everywhere } from '../../src/zoom/errors/catalogue.ts';
import { meanings } from '../../src/zoom/errors/meanings.ts';
import { template } from '../../src/zoom/errors/template.ts';
import { ZoomError, type ZoomFault } from '../../src/zoom/zoom-error.ts';

const CODE = 31_337;
const hostile = '<!channel> & *co* {subject}';

const audience: Audience = {
  ...{ own: true, subjectName: hostile, isAdmin: false, locale: 'en', command: 'change-email' },
  may: () => true,
};

/** Everything that Zoom's texts can name under one kind. */
function valuesOf(kind: string): Record<string, string> {
  const rows = [...Object.values(catalogue).flat(), ...everywhere].filter((row) => row.kind === kind);
  const names = rows.flatMap((row) => (row.message === undefined ? [] : template(row.message).placeholders));
  return Object.fromEntries([...names, 'field', 'detail', 'scopes'].map((name) => [name, hostile]));
}

function told(fault: Partial<ZoomFault> & Pick<ZoomFault, 'kind'>, who: Partial<Audience> = {}) {
  const lines: string[] = [];
  const logger = createLogger('debug', [], { write: (line) => void lines.push(line) });
  const zoomMessage = 'Boom at Zoom';
  const error = new ZoomError({
    operation: 'getUser',
    effect: 'none',
    status: 400,
    code: CODE,
    zoomMessage,
    ...fault,
  });
  const problem = problemFor(error, { ...audience, ...who }, logger);
  return { problem, content: problemMessage(problem), log: lines.join('') };
}

function words(content: MessageContent): string {
  expect(invalidBlocks('message', content.blocks)).toEqual([]);
  return content.text;
}

describe.each(meanings)('%s', (kind) => {
  const audiences = [
    ['one’s own account', {}],
    ['somebody else’s account', { own: false }],
    ['an admin', { own: false, isAdmin: true }],
    ['a stored request', { requestId: 'req_abc' }],
  ] as const;
  const facts = [
    ['with all that Zoom named', valuesOf(kind)],
    ['with nothing named', {}],
  ] as const;
  const cases = audiences.flatMap(([who, a]) => facts.map(([what, values]) => ({ who, what, a, values })));

  test.each(cases)('$who, $what: readable sentences that are safe to show', ({ a, values }) => {
    const text = words(told({ kind, values, scopes: ['user:read'] }, a).content);
    const filled = text.replaceAll('&lt;!channel&gt; &amp; *co* {subject}', 'NAME');
    expect(filled).not.toMatch(/[{}[\]|<]|…|undefined|null| {2}| [.,]|\.\.|\(\)/);
    expect(filled).not.toContain(String(CODE));
    expect(filled).not.toContain('Boom');
    for (const sentence of filled.split(/(?<=[.?!])\s+/)) expect(sentence).toMatch(/^[A-Z*].{4,}[.?!]$/s);
    expect(filled.split(/(?<=[.?!])\s+/).length).toBeGreaterThanOrEqual(2);
  });

  test('a button leads to something that exists', () => {
    for (const { a } of cases) {
      for (const button of told({ kind }, a).problem.buttons ?? []) {
        if (button.value !== undefined) expect(button.value).toBe('req_abc');
        else expect(commands.map((one) => `command:${one.name}`)).toContain(button.action);
      }
    }
  });

  test('what the person may not use is not offered', () => {
    const { buttons = [] } = told({ kind }, { may: () => false }).problem;
    expect(buttons.map((one) => one.action)).not.toContain('command:request-license');
  });

  test('a change that may have been made is not offered again', () => {
    const { problem, content } = told({ kind, effect: 'unknown' }, { requestId: 'req_abc' });
    expect(problem.buttons).toEqual([]);
    expect(words(content)).toMatch(/look before you repeat it\.$/);
  });

  test('the log has Zoom’s words and code; a reference that is shown stands there too', () => {
    const { problem, log } = told({ kind });
    expect(JSON.parse(log)).toMatchObject({ kind, code: CODE, zoom: 'Boom at Zoom' });
    if (problem.reference) expect(log).toContain(problem.reference);
  });
});

test('an error that nobody expected: an apology, a reference that is in the log, and nothing of its text', () => {
  const lines: string[] = [];
  const logger = createLogger('info', [], { write: (line) => void lines.push(line) });
  const problem = problemFor(new Error('SELECT secret'), audience, logger);
  const text = JSON.stringify(problemMessage(problem));
  expect(text).toContain('Something went wrong on my side');
  expect(text).not.toContain('SELECT');
  expect(problem.reference).toMatch(/^FD-[2-9A-Z]{6}$/);
  expect(text).toContain(`Reference ${problem.reference}`);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    reference: problem.reference,
    err: { message: 'SELECT secret' },
  });
});
