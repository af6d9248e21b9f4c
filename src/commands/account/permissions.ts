import { md } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import { permissionWords } from './permission-words.ts';

/** What the person's role in Zoom allows, in plain words. */
export const permissions = read({
  name: 'permissions',
  title: 'My rights in Zoom',
  summary: 'Show what your role allows you to do in Zoom',
  examples: ['permissions', 'permissions for @mia'],
  fields: [],
  submit: 'Show',
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'getPermissions'],
  answer: async (context) => {
    const { account } = await context.subject();
    const { change, see } = permissionWords(await context.zoom.users.permissions(account.zoomId));
    const who = context.forOther ? md`${account.name}` : md`You`;
    if (change.length + see.length === 0) {
      return {
        title: md`${who} ${context.forOther ? 'has' : 'have'} no admin rights in Zoom`,
        lines: [md`${context.forOther ? 'Their' : 'Your'} own account is all that can be changed.`],
        note: md`A Zoom admin can give a role with more rights.`,
      };
    }
    const lists = [
      ...(change.length > 0 ? [['See and change', md`${change.join('\n')}`] as const] : []),
      ...(see.length > 0 ? [['Only see', md`${see.join('\n')}`] as const] : []),
    ];
    return {
      title: md`${who} can do this in Zoom, beside ${context.forOther ? 'their' : 'your'} own account`,
      facts: lists,
      note: md`This comes from the role in Zoom; a Zoom admin can change it.`,
    };
  },
});
