import type { Variables } from '../../variables.ts';
import { Stopped } from './at-terminal.ts';
import { openSetup } from './context.ts';
import type { Dialogue } from './dialogue.ts';
import { finish } from './finish.ts';
import { writePolicy } from './policy-file.ts';
import { makeSlackApp } from './slack-app.ts';
import { askSlackTokens } from './slack-tokens.ts';
import { connectZoom } from './zoom-app.ts';

const STOPPED = 130;

/**
 * Leads from nothing to a bot that can start. Each step keeps what it was given at once, so that a run that was stopped
 * can be taken up again.
 *
 * @returns the exit code
 */
export async function setUp(dialogue: Dialogue, folder: string, variables: Variables): Promise<number> {
  const setup = openSetup(dialogue, folder, variables);
  dialogue.say(
    setup.progress.resumed
      ? 'Frontdesk’s setup goes on where it stopped. What works is kept.'
      : 'Frontdesk’s setup: five steps, about ten minutes. Stop with Ctrl+C at any time; the next run goes on from there.',
  );
  try {
    await makeSlackApp(setup);
    await askSlackTokens(setup);
    await connectZoom(setup);
    await writePolicy(setup);
    return (await finish(setup)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    setup.progress.note({});
    dialogue.end('Stopped. What you gave is kept: npm run setup goes on from here.');
    return STOPPED;
  }
}
