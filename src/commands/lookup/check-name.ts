import { code, md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

/** Zoom's rule for a personal link name: 5 to 40 letters, digits and dots, a letter first. */
const LINK_NAME = /^[a-z][a-z0-9.]{4,39}$/i;

/** Tells whether a personal link name is free. */
export const checkName = read({
  name: 'check-name',
  title: 'Check a link name',
  summary: 'Check whether a personal link name is still free',
  examples: ['check-name ada.lovelace'],
  fields: [
    {
      name: 'name',
      label: 'Personal link name',
      kind: 'text',
      placeholder: 'ada.lovelace',
      maxLength: 100,
      hint: 'The end of your personal meeting link: 5 to 40 letters, digits and dots, a letter first.',
      pattern: {
        is: LINK_NAME,
        otherwise: 'A link name has 5 to 40 letters, digits and dots, and starts with a letter.',
      },
    },
  ],
  submit: 'Check',
  subject: 'nobody',
  access: 'self-service',
  operations: ['checkVanityName'],
  lookup: true,
  answer: async ({ values, zoom }) => {
    const taken = await zoom.lookups.vanityNameExists(values.name);
    return taken
      ? {
          title: md`${code(values.name)} is taken`,
          lines: [md`Try it with a dot, your team or a number.`],
          buttons: [{ label: 'Check another name', action: 'command:check-name' }],
        }
      : {
          title: md`${code(values.name)} is free`,
          lines: [md`It can be the end of your personal meeting link.`],
          buttons: [{ label: 'Open my profile', action: 'command:profile' }],
        };
  },
});
