import type { WebClient } from '@slack/web-api';
import { isShared } from '../../policy/check-in-slack.ts';
import { slackErrorOf } from '../../slack-errors.ts';
import { type Setup, slackClient } from './context.ts';
import type { Choice } from './dialogue.ts';

/** What a channel is for. */
interface Purpose {
  readonly key: 'approval_channel' | 'notice_channel';
  readonly progress: 'approvalChannel' | 'noticeChannel';
  readonly message: string;
  /** The name that is proposed for a new one. */
  readonly name: string;
}

const PURPOSES: readonly Purpose[] = [
  {
    key: 'approval_channel',
    progress: 'approvalChannel',
    message: 'In which channel are requests decided?',
    name: 'zoom-approvals',
  },
  {
    key: 'notice_channel',
    progress: 'noticeChannel',
    message: 'In which channel are finished changes told?',
    name: 'zoom-notices',
  },
];

/** Ways out of the list of channels. */
const CREATE = 'create';
const UNLISTED = 'unlisted';

/** Step 4: the channel for requests and the channel for notices. */
export async function chooseChannels(setup: Setup): Promise<void> {
  const { dialogue, progress } = setup;
  dialogue.heading('4 of 5  Channels');
  for (const purpose of PURPOSES) {
    if (progress.get()[purpose.progress]) continue;
    const id = await chooseChannel(setup, purpose);
    progress.note({ [purpose.progress]: id });
  }
}

async function chooseChannel(setup: Setup, purpose: Purpose): Promise<string> {
  const { dialogue, progress } = setup;
  const slack = slackClient(setup);
  const mayCreate = await canCreate(slack);
  const { user: bot } = await slack.auth.test();
  for (;;) {
    const channels = await allChannels(slack);
    const answer = await dialogue.choose({
      key: purpose.key,
      message: purpose.message,
      choices: [
        ...(mayCreate ? [creation(purpose, channels)] : []),
        ...channels.map(channelChoice),
        {
          value: UNLISTED,
          label: 'It is not in this list',
          hint: 'a private channel without the bot, or none yet',
        },
      ],
      absent: `The bot sees no such channel. If it is private, type /invite @${bot} there. An app with the scope groups:write may create ${purpose.name}.`,
    });
    if (answer === CREATE) {
      const id = await createChannel(setup, slack, purpose);
      if (id === null) continue;
      progress.note({ created: [...(progress.get().created ?? []), id] });
      return id;
    }
    if (answer === UNLISTED) {
      await dialogue.lookAgain(
        `Make a private channel in Slack, such as #${purpose.name}, and type /invite @${bot} there. The bot sees a private channel only after that.`,
      );
      continue;
    }
    if (await waitForBot(setup, slack, answer, bot ?? 'Frontdesk')) return answer;
  }
}

/** An answers file that names a channel means the one that is there, if it is. */
function creation({ name }: Purpose, channels: readonly Channel[]): Choice<string> {
  const names = channels.some((one) => one.name === name) ? [] : [name];
  return { value: CREATE, label: 'Create one', hint: 'private, with the bot in it', names };
}

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly hasBot: boolean;
  readonly isShared: boolean;
}

function channelChoice({ id, name, isPrivate, hasBot, isShared: shared }: Channel): Choice<string> {
  const hint = [isPrivate ? 'private' : 'public', ...(hasBot ? [] : ['the bot has to be invited'])].join(
    ', ',
  );
  const choice = { value: id, label: `#${name}`, hint, names: [name] };
  return shared
    ? { ...choice, refused: 'is shared with another organisation, whose members would see requests' }
    : choice;
}

/** Those that the bot can see, by name. */
async function allChannels(slack: WebClient): Promise<Channel[]> {
  const found: Channel[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1_000,
      ...(cursor ? { cursor } : {}),
    });
    for (const one of page.channels ?? []) {
      if (!one.id || !one.name) continue;
      const { id, name, is_private: isPrivate = false, is_member: hasBot = false } = one;
      found.push({ id, name, isPrivate, hasBot, isShared: isShared(one) });
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  // Those with the bot first, because it was invited for this; those that cannot be chosen last.
  const rank = (one: Channel) => (one.isShared ? 2 : one.hasBot ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

async function canCreate(slack: WebClient): Promise<boolean> {
  const { response_metadata: metadata } = await slack.auth.test();
  return metadata?.scopes?.includes('groups:write') ?? false;
}

/** @returns `null` when Slack refuses, which is said */
async function createChannel(
  { dialogue }: Setup,
  slack: WebClient,
  purpose: Purpose,
): Promise<string | null> {
  const answer = await dialogue.text({
    key: purpose.key,
    message: 'What is it to be called?',
    initial: purpose.name,
    check: (wanted) =>
      /^#?[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u.test(wanted) ? null : 'Small letters, digits and dashes, please.',
  });
  const name = answer.replace(/^#/, '');
  try {
    const { channel } = await slack.conversations.create({ name, is_private: true });
    dialogue.good(`#${name} is there, private, with the bot in it.`);
    return channel?.id ?? null;
  } catch (error) {
    const code = slackErrorOf(error);
    dialogue.refuse(
      code === 'name_taken'
        ? `There is a channel #${name} already. If it is private, invite the bot there and look again.`
        : `Slack did not create #${name} (${code}). Make it in Slack, and invite the bot.`,
    );
    return null;
  }
}

/** @returns whether the bot is in the channel; false: another one shall be chosen */
async function waitForBot({ dialogue }: Setup, slack: WebClient, id: string, bot: string): Promise<boolean> {
  for (;;) {
    const { channel } = await slack.conversations.info({ channel: id });
    if (channel?.is_member) return true;
    const problem = `The bot is not in #${channel?.name}. Type /invite @${bot} there.`;
    if (!(await dialogue.lookAgain(problem, undefined, 'Choose another channel'))) return false;
  }
}
