import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { defaultPolicy, openWorkplace, type Workplace } from '../support/workplace.ts';
import { query, quiet, refusedCalls, requestIdIn, startAfresh } from './support.ts';

const zoomId = (handle: string) => person(handle).zoom?.id ?? '';
/** What Ada types to ask for another address, and what Zoom has changed once it is approved. */
export const ask = '/zoom change-email ada.king@example.com I got married';
export const changed = [`changeEmail ${zoomId('ada')}`];

/** A workplace where Grace, Linus and Owen approve, tidy before each test. */
export interface Approvals {
  readonly place: Workplace;
  as(handle: string): Person;
  decisionsOn(card: Message): Promise<string[]>;
  /** Calls that this test makes Slack refuse; any other refused call fails it. */
  provoke(...calls: string[]): void;
}

export function useApprovals(): Approvals {
  let open: Workplace | undefined;
  let provoked: string[] = [];
  const workplace = (): Workplace => {
    if (!open) throw new Error('The workplace opens before the first test');
    return open;
  };
  beforeAll(async () => {
    open = await openWorkplace({
      store: 'postgres',
      policy: defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0OWEN]'),
    });
  });
  afterAll(() => open?.close());
  beforeEach(() => {
    provoked = [];
  });
  afterEach(async () => {
    await quiet(workplace());
    const refused = refusedCalls(workplace()).filter((one) => !provoked.includes(one));
    startAfresh(workplace());
    await query(workplace(), 'TRUNCATE requests, decisions, notices');
    expect(refused).toEqual([]);
  });
  return {
    get place() {
      return workplace();
    },
    as: (handle) => workplace().as(handle),
    async decisionsOn(card) {
      const sql = 'SELECT approver_slack_id, verdict FROM decisions WHERE request_id = $1';
      const found = await query(workplace(), sql, [requestIdIn(card)]);
      return found.map((one) => `${one.verdict} ${one.approver_slack_id}`);
    },
    provoke(...calls) {
      provoked = calls;
    },
  };
}
