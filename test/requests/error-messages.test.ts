import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { Refusal } from '../../src/identity/refusal.ts';
import { inLanguage, loadLanguage } from '../../src/languages/language.ts';
import { createLogger } from '../../src/log.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import {
  type ErrorMessageDeps,
  messageFor,
  messageForClick,
  type Reader,
} from '../../src/requests/error-messages.ts';
import { md } from '../../src/views/mrkdwn.ts';
import { problemMessage } from '../../src/views/problem.ts';
import { ZoomError, type ZoomFault } from '../../src/zoom/zoom-error.ts';

const { policy } = readPolicy(
  'admins: [U0GRACE]\npeople: { email_domains: [example.com] }\ncommands: { change-email: off, request-license: off, request-account: off, request-activation: off }',
  commands,
);
if (!policy) throw new Error('The policy of this test is not valid');

const references: number[] = [];
const deps: ErrorMessageDeps = {
  approvers: { expand: async (ids) => new Set(ids) },
  policy,
  commands,
  logger: createLogger('error', [], { write: () => undefined }),
  telemetry: { errorShown: () => void references.push(1) },
};

const zoomError = (fault: Partial<ZoomFault> = {}) =>
  new ZoomError({ operation: 'addAssistants', kind: 'subject-needs-licence', effect: 'none', ...fault });
const busy = zoomError({ kind: 'zoom-busy' });
const requester = (slackId: string, more: Partial<Reader> = {}): Reader =>
  ({
    role: 'requester',
    slackId,
    subject: { name: 'Ada', isAsker: true },
    command: 'add-assistant',
    ...more,
  }) as Reader;
const others = (['subject', 'approver', 'admin'] as const).map(
  (role): Reader => ({ role, slackId: 'U0LEA', subjectName: 'Ada', command: 'add-assistant' }),
);
const channel: Reader = { role: 'channel', subjectName: 'Ada', command: 'add-assistant' };
const textFor = async (error: unknown, reader: Reader) =>
  problemMessage(await messageFor(deps, error, reader)).text;

describe('the same error for different readers', () => {
  test('the requester and the owner of the account read about their own account, others about a person', async () => {
    const own = await textFor(zoomError(), requester('U0ADA'));
    const subject = await textFor(zoomError(), {
      role: 'subject',
      slackId: 'U0ADA',
      subjectName: 'Ada',
      command: 'add-assistant',
    });
    expect(own).not.toContain('Ada');
    expect(subject).toBe(own);
    expect(await textFor(zoomError(), channel)).toContain('*Ada*');
    expect(
      await textFor(zoomError(), requester('U0ADA', { subject: { name: 'Ada', isAsker: false } })),
    ).toContain('*Ada*');
  });

  test('an error that knows whose account it is about decides over the reader’s default', async () => {
    const error = zoomError().withSubject({ name: 'Mia', isAsker: false });
    expect(await textFor(error, requester('U0ADA'))).toContain('*Mia*');
  });

  test('it is written in the language of whoever reads it, although it was made before', async () => {
    const problem = await messageFor(deps, busy, requester('U0ADA'));
    const german = inLanguage(await loadLanguage('de-DE'), () => problemMessage(problem).text);
    expect(german).toContain('Bei Zoom ist gerade sehr viel los.');
    expect(problemMessage(problem).text).toContain('Zoom is very busy just now.');
  });

  test('only the requester is offered to try again, and only what they may use', async () => {
    const actions = async (error: unknown, reader: Reader) =>
      ((await messageFor(deps, error, reader)).buttons ?? []).map((one) => one.action);
    expect(await actions(busy, requester('U0ADA'))).toEqual(['command:add-assistant']);
    expect(await actions(busy, requester('U0ADA', { requestId: 'req_abc' }))).toEqual(['request:retry']);
    expect(await actions(busy, requester('U0ADA', { command: 'delete-user' }))).toEqual([]);
    // request-license is off in this policy.
    expect(await actions(zoomError(), requester('U0ADA'))).not.toContain('command:request-license');
    for (const reader of [...others, channel]) {
      expect.soft(await actions(busy, reader)).toEqual([]);
      expect.soft(await actions(new Error('boom'), reader)).toEqual([]);
    }
  });

  test('only an admin reads which scopes the Zoom app lacks', async () => {
    const error = zoomError({ kind: 'missing-scopes', values: { scopes: 'user:write:assistant:admin' } });
    expect(await textFor(error, requester('U0GRACE'))).toContain('user:write:assistant:admin');
    expect(await textFor(error, requester('U0ADA'))).not.toContain('user:write');
    expect(await textFor(error, channel)).not.toContain('user:write');
  });
});

test('a refusal carries its own message, whoever reads it', async () => {
  const problem = { says: md`No.`, next: md`Ask again.` };
  for (const reader of [requester('U0ADA'), ...others, channel]) {
    expect
      .soft(await messageFor(deps, new Refusal('input', problem), reader))
      .toEqual({ ...problem, buttons: [] });
  }
});

test('a click that fails is answered at once, without looking up anybody', () => {
  const before = references.length;
  const problem = messageForClick(deps, new Error('boom'), 'U0NOBODY');
  expect(problem.buttons).toEqual([]);
  expect(problem.reference).toMatch(/^FD-/);
  expect(references.length).toBe(before + 1);
});
