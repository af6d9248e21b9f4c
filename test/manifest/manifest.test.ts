import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import manifestSchema from './manifest.schema.json' with { type: 'json' };

/** Scopes that Slack's method pages ask for. A channel may be public or private, so `info` needs both. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.info': ['files:read'],
  'files.completeUploadExternal': ['files:write'],
  'team.profile.get': [],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'users.profile.get': [],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

const manifest = parse(readFileSync('manifest.yml', 'utf8'));

it('Slack takes the manifest', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(manifestSchema);
  valid(manifest);
  expect(valid.errors ?? []).toEqual([]);
});

it('the manifest asks for the scopes of the methods that are called, and for no other', () => {
  const called = new Set(
    // Setup looks around with scopes that it checks itself, and asks for more only if it may make channels.
    sources('src', 'cli/setup').flatMap((text) =>
      [...text.matchAll(/\b(?:slack|client)\.((?:\w+\.)+\w+)\(/g)].map((match) => match[1] ?? ''),
    ),
  );
  expect([...called].sort()).toEqual(Object.keys(scopesOf).sort());
  const needed = new Set(Object.values(scopesOf).flat());
  // The slash command itself, the event of a mention and the email inside users.info are asked for by no method.
  for (const scope of ['app_mentions:read', 'commands', 'users:read.email']) needed.add(scope);
  expect(manifest.oauth_config.scopes.bot).toEqual([...needed].sort());
  // Without the first, a question of which it is not known whether it arrived is not sent again. Without the second, the
  // policy cannot name a field of Slack profiles for the manager: `users.profile.get` and `team.profile.get` need it.
  expect(manifest.oauth_config.scopes.bot_optional).toEqual(['im:history', 'users.profile:read']);
});

it('the slash command sends people as ids, not as typed names', () => {
  for (const command of manifest.features.slash_commands) expect(command.should_escape).toBe(true);
});

function sources(folder: string, without: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith(without))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
