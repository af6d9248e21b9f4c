import { askDatabase } from '../simulation/ask-database.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { directMessage, posted, reply } from '../support/workplace.ts';

/** A bot in a process of its own on which a few things have happened. */
export interface DeskWithHistory extends OwnProcess {
  /** The database's file; of a PostgreSQL there is none. */
  readonly file: string;
  /** Runs statements on the database directly. SQLite: only while no bot runs. */
  tamper(...statements: string[]): Promise<void>;
  rows(statement: string): Promise<Record<string, unknown>[]>;
}

/** Ada's request is approved and made, Mia's is denied: five entries in the audit log. */
async function makeHistory({ slack }: OwnProcess): Promise<void> {
  const as = (handle: string) => slack.as(handle);
  await as('ada').command('/zoom change-email ada.king@example.com I got "married", at last');
  await as('ada').click(await reply(as('ada'), /Send request/), 'confirm:run');
  const card = await posted(as('grace'), 'zoom-approvals', /wants to [\s\S]*ada\.king/);
  await as('grace').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
  await as('mia').command('/zoom change-email mia.wong@example.com =HYPERLINK("http://evil.example")');
  await as('mia').click(await reply(as('mia'), /Send request/), 'confirm:run');
  const second = await posted(as('grace'), 'zoom-approvals', /wants to [\s\S]*mia\.wong/);
  await as('grace').click(second, 'request:deny');
  await as('grace').waitFor((seen) => seen.views.find((one) => one.view.callback_id === 'deny'));
  await as('grace').submit('top', { reason: 'not now' });
  await directMessage(as('mia'), /not now/);
}

export async function openDeskWithHistory(store: 'sqlite' | 'postgres'): Promise<DeskWithHistory> {
  const place = await openOwnProcess(store);
  try {
    await place.start();
    await makeHistory(place);
  } catch (error) {
    await place.close();
    throw error;
  }
  const url = place.env.DATABASE_URL ?? '';
  const rows = (statement: string) => askDatabase(url, statement);
  return {
    ...place,
    file: url.replace('file:', ''),
    rows,
    async tamper(...statements) {
      for (const statement of statements) await rows(statement);
    },
  };
}
