import { z } from 'zod';
import type { AppSettings } from './create-workspace.ts';

const slashCommand = z.looseObject({
  command: z.string().regex(/^\/\S+$/),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
});

/** A Slack app's manifest, as far as the local Slack keeps to it. */
export const manifestSchema = z.looseObject({
  display_information: z.looseObject({ name: z.string().min(1) }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string().min(1) }).optional(),
      slash_commands: z.array(slashCommand).optional(),
      app_home: z.looseObject({ messages_tab_read_only_enabled: z.boolean().optional() }).optional(),
    })
    .optional(),
  oauth_config: z
    .looseObject({
      scopes: z
        .looseObject({
          bot: z.array(z.string()).optional(),
          /** Optional scopes. They are granted unless the person who installs the app removes them. */
          bot_optional: z.array(z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
});

/** What a manifest says of its app. */
export function settingsOf(manifest: z.output<typeof manifestSchema>): Required<AppSettings> {
  const { display_information: about, features, oauth_config: oauth, settings } = manifest;
  const commands = features?.slash_commands ?? [];
  return {
    name: features?.bot_user?.display_name ?? about.name,
    commands: commands.map((one) => one.command),
    usage: commands.map(({ command, usage_hint: hint, description }) => ({
      line: command,
      hint: hint || description,
    })),
    offers: commands.map(({ command, description }) => ({ line: command, hint: description })),
    readOnly: features?.app_home?.messages_tab_read_only_enabled ?? false,
    scopes: [...(oauth?.scopes?.bot ?? []), ...(oauth?.scopes?.bot_optional ?? [])],
    events: settings?.event_subscriptions?.bot_events ?? [],
  };
}
