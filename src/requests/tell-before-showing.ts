import type { ReadCommand } from '../commands/define-command.ts';
import type { Account } from '../identity/account.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import { Refusal } from '../identity/refusal.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { rememberMessage } from '../notifications/posted-messages.ts';
import type { Store } from '../store/open.ts';
import { md } from '../views/mrkdwn.ts';
import { secretShownMessage } from '../views/subject-notice.ts';
import { saveSubjectNotices } from './subject-notices.ts';

interface TellDeps {
  readonly store: Pick<Store, 'db' | 'now'>;
  readonly accountOwners: AccountOwners;
  readonly messenger: Pick<Messenger, 'direct'>;
  readonly requests: { time(): Promise<number> };
  readonly readers: Readers;
  readonly logger: Logger;
}

/**
 * Tells the owner of an account that a secret of it is about to be shown, such as a token. A query has no request and no
 * place in the outbox, so they are told before, and without that nothing is shown.
 *
 * @param id of the audit entry; a report of theirs refers to it
 * @throws Refusal when they could not be told
 */
export async function tellBeforeShowing(
  deps: TellDeps,
  id: string,
  command: Pick<ReadCommand, 'name' | 'title'>,
  account: Account,
  requesterSlackId: string,
): Promise<void> {
  try {
    const owners = await deps.accountOwners.find(account);
    const concerned = owners.map((slackId) => ({ slackId, role: 'owner' as const }));
    const about = { requestId: id, command: command.name, subject: account };
    await saveSubjectNotices(deps.store, about, concerned);
    const at = await deps.requests.time();
    const { title } = command;
    const { name, email } = account;
    for (const slackId of owners) {
      const write = () =>
        secretShownMessage({
          id,
          title,
          account: `${name} (${email})`,
          by: requesterSlackId,
          byReader: slackId === requesterSlackId,
          at,
        });
      const content = inLanguage(await deps.readers.person(slackId), write);
      const posted = await deps.messenger.direct(slackId, content);
      await rememberMessage(deps.store, { requestIds: [id], kind: 'subject', slackId }, posted);
    }
  } catch (error) {
    deps.logger.warn(
      { err: error, command: command.name },
      'a secret is not shown, as its owner was not told',
    );
    throw new Refusal('busy', {
      says: md`I tell the account’s owner by direct message when I show this, and that didn’t work just now.`,
      next: md`So nothing was shown. Please try again in a minute.`,
    });
  }
}
