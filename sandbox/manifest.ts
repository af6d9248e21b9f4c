import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ArgumentError } from './arguments.ts';
import type { AppSettings } from './slack/create-workspace.ts';

const slashCommand = z.looseObject({
  command: z.string().regex(/^\/\S+$/),
  description: z.string().default(''),
});

const manifest = z.looseObject({
  display_information: z.looseObject({ name: z.string().min(1) }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string().min(1) }).optional(),
      slash_commands: z.array(slashCommand).optional(),
    })
    .optional(),
  oauth_config: z
    .looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).optional() }).optional() })
    .optional(),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
});

/**
 * Reads a Slack app's manifest, YAML or JSON, as far as the local Slack keeps to it. `app_home_opened` comes to an
 * app that subscribed to it, a command to one that declares it, and a method needs the scopes that stand there.
 *
 * @throws {@link ArgumentError} when the file cannot be read or is no manifest
 */
export function readManifest(file: string): Required<AppSettings> {
  const read = manifest.safeParse(parseFile(file));
  if (!read.success) {
    throw new ArgumentError(`${file} is no Slack manifest:\n${z.prettifyError(read.error)}`);
  }
  const { display_information: about, features, oauth_config: oauth, settings } = read.data;
  const commands = features?.slash_commands ?? [];
  return {
    name: features?.bot_user?.display_name ?? about.name,
    commands: commands.map((one) => one.command),
    offers: commands.map(({ command, description }) => ({ line: command, hint: description })),
    scopes: oauth?.scopes?.bot ?? [],
    events: settings?.event_subscriptions?.bot_events ?? [],
  };
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ArgumentError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
