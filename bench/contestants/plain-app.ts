import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import axios, { type AxiosRequestConfig } from 'axios';
import { Keyv } from 'keyv';
import { report } from './report.ts';

/**
 * The app that somebody writes in an afternoon: Bolt with its own receiver, axios, and keyv in memory. It answers
 * `/zoom status` with the calls to Zoom and the message of the bot, and has nothing else: no store, no policy, no limits,
 * no retries.
 */
const env = (name: string) => process.env[name] ?? '';
const cache = new Keyv();
const zoom = axios.create({ baseURL: env('ZOOM_API_URL') });

const app = new App({
  token: env('SLACK_BOT_TOKEN'),
  signingSecret: env('SLACK_SIGNING_SECRET'),
  clientOptions: { slackApiUrl: env('SLACK_API_URL') },
  deferInitialization: true,
});
await app.init();

async function accessToken(): Promise<string> {
  const cached = await cache.get<string>('token');
  if (cached) return cached;
  const { data } = await axios.post(env('ZOOM_OAUTH_URL'), undefined, {
    params: { grant_type: 'account_credentials', account_id: env('ZOOM_ACCOUNT_ID') },
    auth: { username: env('ZOOM_CLIENT_ID'), password: env('ZOOM_CLIENT_SECRET') },
  });
  await cache.set('token', data.access_token, (data.expires_in - 60) * 1_000);
  return data.access_token;
}

async function get(path: string, config: AxiosRequestConfig = {}) {
  const headers = { authorization: `Bearer ${await accessToken()}` };
  return (await zoom.get(path, { ...config, headers })).data;
}

async function emailOf(slackId: string): Promise<string> {
  const cached = await cache.get<string>(`email:${slackId}`);
  if (cached) return cached;
  const { user } = await app.client.users.info({ user: slackId });
  const email = user?.profile?.email ?? '';
  await cache.set(`email:${slackId}`, email, 300_000);
  return email;
}

app.command('/zoom', async ({ command, ack, respond }) => {
  await ack();
  const user = await get(`/users/${encodeURIComponent(await emailOf(command.user_id))}`);
  const [settings, { assistants }, { schedulers }] = await Promise.all([
    get(`/users/${user.id}/settings`),
    get(`/users/${user.id}/assistants`),
    get(`/users/${user.id}/schedulers`),
  ]);
  const capacity = settings.feature?.meeting_capacity;
  const field = (name: string, value: string) => ({ type: 'mrkdwn' as const, text: `*${name}*\n${value}` });
  const button = (label: string, action: string) => ({
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: label },
    action_id: action,
  });
  await respond({
    response_type: 'ephemeral',
    text: 'Your Zoom account',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Your Zoom account' } },
      {
        type: 'section',
        fields: [
          field('Account', `${user.display_name}\n\`${user.email}\``),
          field(
            'Licence',
            `${user.type === 2 ? 'Licensed' : 'Basic'}${capacity ? `, up to ${capacity} people` : ''}`,
          ),
          field('State', user.status),
          field('Last sign-in', user.last_login_time ?? 'not known'),
          field('Assistants', `${assistants.length} for you`),
          field('You schedule for', `${schedulers.length} people`),
        ],
      },
      {
        type: 'actions',
        elements: [
          button('Assistants', 'command:assistants'),
          button('Profile', 'command:profile'),
          button('Settings', 'command:settings'),
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'Licensed: meetings of any length.' }] },
    ],
  });
});

const server = (await app.start(0)) as Server;
report((server.address() as AddressInfo).port);
