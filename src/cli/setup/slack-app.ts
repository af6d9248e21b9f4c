import { readFileSync } from 'node:fs';
import type { WebAPICallResult } from '@slack/web-api';
import { parse, stringify } from 'yaml';
import { type Setup, slackClient } from './context.ts';
import { wrongToken } from './token-kinds.ts';

const manifestFile = new URL('../../../manifest.yml', import.meta.url);

import { slackErrorOf } from '../../slack-errors.ts';

const APPS = 'https://api.slack.com/apps';

/** What the manifest's file says, as far as setup changes it. */
interface Manifest {
  features: { slash_commands: { command: string }[] };
  oauth_config: { scopes: { bot: string[] } };
}

type Way = 'create' | 'page' | 'exists';

/** Step 1: the Slack app, made from the manifest by Slack's API or on Slack's own page. */
export async function makeSlackApp(setup: Setup): Promise<void> {
  const { dialogue, env, progress } = setup;
  dialogue.heading('1 of 5  The Slack app');
  const { appMade, appId } = progress.get();
  if (appMade) return installHint(setup, appId);
  const way = await dialogue.choose<Way>({
    key: 'slack_app',
    message: 'How shall the Slack app be made?',
    choices: [
      { value: 'page', label: 'On Slack’s page', hint: 'a link with everything filled in; you click Create' },
      { value: 'create', label: 'By Slack’s API', hint: 'with an app configuration token' },
      { value: 'exists', label: 'It is there already' },
    ],
    ...(env.get('SLACK_BOT_TOKEN') ? { initial: 'exists' as const } : {}),
  });
  if (way === 'exists') return;

  const command = await dialogue.text({
    key: 'slack_command',
    message: 'What is the command to be called? If Zoom’s own app is in your Slack, take /zoomdesk.',
    initial: '/zoom',
    check: (name) =>
      /^\/[a-z0-9_-]{1,31}$/.test(name)
        ? null
        : 'A command begins with / and has small letters, digits and dashes.',
  });
  const mayCreateChannels = await dialogue.confirm({
    key: 'create_channels',
    message: 'May setup create two channels, for requests and for notices? The app then gets groups:write.',
    initial: true,
  });
  const manifest = manifestWith(command, mayCreateChannels);
  const madeId = way === 'create' ? await createByApi(setup, manifest) : undefined;
  if (way === 'page') {
    dialogue.say('Open this page, choose your workspace, and click Next and Create:');
    dialogue.copyable([creationPage(manifest)]);
  }
  progress.note({ command, appMade: true, ...(madeId ? { appId: madeId } : {}) });
  installHint(setup, madeId);
}

function installHint({ dialogue, env }: Setup, appId: string | undefined): void {
  if (env.get('SLACK_BOT_TOKEN')) return;
  const page = appId ? `${APPS}/${appId}/install-on-team` : `${APPS} → your app → Install App`;
  dialogue.say(`Now install it in your workspace, and come back with its bot token:\n${page}`);
}

function manifestWith(command: string, mayCreateChannels: boolean): Manifest {
  const manifest: Manifest = parse(readFileSync(manifestFile, 'utf8'));
  for (const one of manifest.features.slash_commands) one.command = command;
  if (mayCreateChannels) manifest.oauth_config.scopes.bot.push('groups:write');
  return manifest;
}

function creationPage(manifest: Manifest): string {
  return `${APPS}?${new URLSearchParams({ new_app: '1', manifest_yaml: stringify(manifest) })}`;
}

/** @returns the id of the new app */
async function createByApi(setup: Setup, manifest: Manifest): Promise<string> {
  const { dialogue } = setup;
  dialogue.say(
    `Generate an app configuration token for your workspace at the bottom of ${APPS}.\nIt works for twelve hours, is used once, and is not kept.`,
  );
  let appId = '';
  await dialogue.secret({
    key: 'slack_config_token',
    message: 'App configuration token (xoxe.xoxp-…)',
    async check(token) {
      const wrong = wrongToken(token, 'an app configuration token');
      if (wrong) return wrong;
      try {
        const made: WebAPICallResult & { readonly app_id?: string } = await slackClient(setup, token).apiCall(
          'apps.manifest.create',
          { manifest: JSON.stringify(manifest) },
        );
        appId = made.app_id ?? '';
        return null;
      } catch (error) {
        return creationProblem(error);
      }
    },
  });
  dialogue.good(`Slack has made the app ${appId}.`);
  return appId;
}

const CREATION_FIXES: Readonly<Record<string, string>> = {
  invalid_auth:
    'Slack does not know this token. Copy the access token again, the one that begins with xoxe.xoxp-.',
  token_expired: 'This token has expired: they work for twelve hours. Generate another one.',
  access_denied: 'Your workspace does not let you make apps. Ask one of its admins.',
};

function creationProblem(error: unknown): string {
  const code = slackErrorOf(error);
  const { errors = [] } =
    (error as { data?: { errors?: { message: string; pointer: string }[] } }).data ?? {};
  const details = errors.map(({ message, pointer }) => ` ${pointer}: ${message}.`).join('');
  return (
    CREATION_FIXES[code] ??
    `Slack did not make the app (${code}).${details} You can make it on Slack’s page: stop with Ctrl+C and start again.`
  );
}
