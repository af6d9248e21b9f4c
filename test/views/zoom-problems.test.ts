import { expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { commands } from '../../src/commands/registry.ts';
import { createLogger } from '../../src/log.ts';
import type { Audience } from '../../src/requests/error-buttons.ts';
import { problemFor } from '../../src/requests/error-messages.ts';
import type { MessageContent } from '../../src/views/blocks.ts';
import { problemMessage } from '../../src/views/problem.ts';
import { catalogue, everywhere } from '../../src/zoom/errors/catalogue.ts';
import { errorKinds } from '../../src/zoom/errors/error-kinds.ts';
import { template } from '../../src/zoom/errors/match.ts';
import { ZoomError, type ZoomFault } from '../../src/zoom/zoom-error.ts';

const CODE = 31_337;
const hostile = '<!channel> & *co* {subject}';

const audience: Audience = {
  subject: { name: hostile, isAsker: true },
  isAdmin: false,
  command: 'change-email',
  may: () => true,
};
const other = { name: hostile, isAsker: false };

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

function textOf(content: MessageContent, kind: string): string {
  expect.soft(invalidBlocks('message', content.blocks), kind).toEqual([]);
  return content.text;
}

const audiences: Readonly<Record<string, Partial<Audience>>> = {
  'for the requester': {},
  'for somebody else': { subject: other },
  'for an admin': { subject: other, isAdmin: true },
  'for a stored request': { requestId: 'req_abc' },
};

test.each(Object.entries(audiences))('%s: readable sentences that are safe to show', (_, who) => {
  for (const kind of errorKinds) {
    for (const values of [valuesOf(kind), {}]) {
      const text = textOf(told({ kind, values, scopes: ['user:read'] }, who).content, kind);
      const filled = text
        .replaceAll('<https://status.zoom.us/|status.zoom.us>', 'STATUS')
        .replaceAll('&lt;!channel&gt; &amp; ∗co∗ {subject}', 'NAME');
      expect.soft(filled, kind).not.toMatch(/[{}[\]|<]|…|undefined|null| {2}| [.,]|\.\.|\(\)/);
      expect.soft(filled, kind).not.toContain(String(CODE));
      expect.soft(filled, kind).not.toContain('Boom');
      const sentences = filled.split(/(?<=[.?!])\s+/);
      for (const sentence of sentences) expect.soft(sentence, kind).toMatch(/^[A-Z*].{4,}[.?!]$/s);
      expect.soft(sentences.length, kind).toBeGreaterThanOrEqual(2);
      if (who.isAdmin) expect.soft(filled, kind).not.toMatch(/(ask|tell) an admin|an admin has to/i);
    }
  }
});

test.each(Object.entries(audiences))('%s: a button leads to something that exists', (_, who) => {
  const actions = commands.map((one) => `command:${one.name}`);
  for (const kind of errorKinds) {
    for (const button of told({ kind }, who).problem.buttons ?? []) {
      if (button.value !== undefined) expect.soft(button.value, kind).toBe('req_abc');
      else expect.soft(actions, kind).toContain(button.action);
    }
  }
});

test('a command that the person may not use is not offered', () => {
  for (const kind of errorKinds) {
    const { buttons = [] } = told({ kind }, { may: () => false }).problem;
    expect
      .soft(
        buttons.map((one) => one.action),
        kind,
      )
      .not.toContain('command:request-license');
  }
});

test('a change that may have been made is not offered again', () => {
  for (const kind of errorKinds) {
    const { problem, content } = told({ kind, effect: 'unknown' }, { requestId: 'req_abc' });
    expect.soft(problem.buttons, kind).toEqual([]);
    expect.soft(textOf(content, kind), kind).toMatch(/look before you repeat it\.$/);
  }
});

test('the log has Zoom’s message and code; a reference that is shown is logged too', () => {
  for (const kind of errorKinds) {
    const { problem, log } = told({ kind });
    expect.soft(JSON.parse(log), kind).toMatchObject({ kind, code: CODE, zoom: 'Boom at Zoom' });
    if (problem.reference) expect.soft(log, kind).toContain(problem.reference);
  }
});

test('an unexpected error: an apology and a reference that is in the log, nothing of its text', () => {
  const lines: string[] = [];
  const logger = createLogger('info', [], { write: (line) => void lines.push(line) });
  const problem = problemFor(new Error('SELECT secret'), audience, logger);
  const text = JSON.stringify(problemMessage(problem));
  expect(text).toContain('Sorry, that didn’t work');
  expect(text).not.toContain('SELECT');
  expect(problem.reference).toMatch(/^FD-[2-9A-Z]{6}$/);
  expect(text).toContain(`${problem.reference}`);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    reference: problem.reference,
    err: { message: 'SELECT secret' },
  });
});
