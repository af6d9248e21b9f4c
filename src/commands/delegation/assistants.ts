import { text } from '../../languages/text.ts';
import { type Mrkdwn, md, plainAddress } from '../../views/mrkdwn.ts';
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
    return {
      title: context.forOther ? assistantsOf(account.name, found.length) : yourAssistants(found.length),
      items: found.map(({ email, id }) => {
        const address = email ?? id;
        return address === undefined ? md`somebody without an address` : plainAddress(address);
      }),
      buttons: context.forOther
        ? []
        : [
            { label: text`Add an assistant`, action: 'command:add-assistant', style: 'primary' },
            ...(found.length > 0
              ? [{ label: text`Remove an assistant`, action: 'command:remove-assistant' }]
              : []),
          ],
      note: context.forOther
        ? md`An assistant can plan, change and start meetings in their name.`
        : md`An assistant can plan, change and start meetings in your name.`,
    };
  },
});

function yourAssistants(count: number): Mrkdwn {
  if (count === 0) return md`Nobody schedules meetings for you yet`;
  return count === 1
    ? md`One person schedules meetings for you`
    : md`${count} people schedule meetings for you`;
}

function assistantsOf(name: string, count: number): Mrkdwn {
  if (count === 0) return md`Nobody schedules meetings for ${name} yet`;
  return count === 1
    ? md`One person schedules meetings for ${name}`
    : md`${count} people schedule meetings for ${name}`;
}
