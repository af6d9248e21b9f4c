import { text } from '../../languages/text.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import { linkNamePattern } from '../profile/profile-fields.ts';

/** Tells whether a personal link name is free. */
export const checkName = read({
  name: 'check-name',
  title: text`Check a link name`,
  summary: text`Check whether a personal link name is still free`,
  examples: [text`check-name ada.lovelace`],
  family: 'lookup',
  fields: [
    {
      name: 'name',
      label: text`Personal link name`,
      kind: 'text',
      placeholder: text`ada.lovelace`,
      maxLength: 40,
      hint: text`The end of your personal meeting link: 5 to 40 letters, digits and dots, a letter first.`,
      pattern: linkNamePattern,
    },
  ],
  submit: text`Check`,
  subject: 'nobody',
  access: 'self-service',
  operations: ['checkVanityName'],
  lookup: true,
  answer: async ({ values, zoom }) => {
    const taken = await zoom.lookups.vanityNameExists(values.name);
    return taken
      ? {
          title: md`${bold(values.name)} is taken`,
          lines: [md`Try it with a dot, your team or a number.`],
          buttons: [{ label: text`Check another name`, action: 'command:check-name' }],
        }
      : {
          title: md`${bold(values.name)} is free`,
          lines: [md`It can be the end of your personal meeting link.`],
          buttons: [{ label: text`Open my profile`, action: 'command:profile' }],
        };
  },
});
