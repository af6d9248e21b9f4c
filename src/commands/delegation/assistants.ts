import { text } from '../../languages/text.ts';
import { md, plainAddress } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';

/** Lists who may schedule meetings for the person. */
export const assistants = read({
  name: 'assistants',
  title: text`Assistants`,
  summary: text`Show who can schedule Zoom meetings for you`,
  examples: [text`assistants`],
  family: 'delegation',
  fields: [],
  submit: text`Show`,
  subject: 'self',
  access: 'self-service',
  operations: ['getUser', 'listAssistants'],
  answer: async (context) => {
    const { account } = await context.subject();
    const found = await context.zoom.assistants.list(account.zoomId);
    const whom = context.forOther ? md`${account.name}` : md`you`;
    return {
      title:
        found.length === 0
          ? md`Nobody schedules meetings for ${whom} yet`
          : md`${found.length === 1 ? 'One person schedules' : `${found.length} people schedule`} meetings for ${whom}`,
      items: found.map((one) => plainAddress(one.email ?? one.id ?? 'somebody without an address')),
      buttons: context.forOther
        ? []
        : [
            { label: text`Add an assistant`, action: 'command:add-assistant', style: 'primary' },
            ...(found.length > 0
              ? [{ label: text`Remove an assistant`, action: 'command:remove-assistant' }]
              : []),
          ],
      note: md`An assistant can plan, change and start meetings in ${context.forOther ? 'their' : 'your'} name.`,
    };
  },
});
