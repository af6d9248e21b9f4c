import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { OpenView } from '../../sandbox/slack/desktop.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import { openWorkplace, type Workplace, type WorkplaceOptions } from '../support/workplace.ts';
import { query, quiet, refusedCalls, startAfresh } from './support.ts';

/** A workplace for the tests of one file, on PostgreSQL, tidy before each of them. */
export interface Everyday {
  readonly place: Workplace;
  as(handle: string): Person;
  idOf(handle: string): string;
  /** Somebody's account in the local Zoom. */
  user(handle: string): ZoomAccountUser;
  /** Calls that this test makes Slack refuse; any other refused call fails it. */
  provoke(calls: RegExp): void;
  /** Waits for the filled-in form of a command. */
  form(handle: string, command: string): Promise<OpenView>;
}

/** Opens the workplace before the file's tests; after each, Slack must have taken every call of the bot. */
export function useWorkplace(options: WorkplaceOptions = {}): Everyday {
  let open: Workplace | undefined;
  let provoked: RegExp | undefined;
  const workplace = (): Workplace => {
    if (!open) throw new Error('The workplace opens before the first test');
    return open;
  };
  beforeAll(async () => {
    open = await openWorkplace({ store: 'postgres', ...options });
  });
  afterAll(() => open?.close());
  afterEach(async () => {
    workplace().zoom.faults.clear();
    workplace().slack.faults.clear();
    await quiet(workplace());
    const refused = refusedCalls(workplace()).filter((one) => !provoked?.test(one));
    provoked = undefined;
    startAfresh(workplace());
    await query(
      workplace(),
      'TRUNCATE requests, decisions, notifications, waiting_list, subject_notices, inventories, campaigns, campaign_people, batches, posted_messages, channel_slots, counters, home_tabs, stand_ins, links, identity_pins',
    );
    expect(refused).toEqual([]);
  });
  const idOf = (handle: string) => person(handle).zoom?.id ?? '';
  return {
    get place() {
      return workplace();
    },
    as: (handle) => workplace().as(handle),
    idOf,
    provoke(calls) {
      provoked = calls;
    },
    user(handle) {
      const found = workplace().zoom.account.users.find((one) => one.id === idOf(handle));
      if (!found) throw new Error(`${handle} has no Zoom account`);
      return found;
    },
    form: (handle, command) =>
      workplace()
        .as(handle)
        .waitFor((seen) => seen.views.find((one) => one.view.callback_id === `form:${command}`)),
  };
}
