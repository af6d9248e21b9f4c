import type { Text } from '../languages/text.ts';
import { answerMessage } from '../views/answer.ts';
import type { MessageContent } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';

/** Where an answer goes: to a `response_url` while it works, else to the person's direct messages. */
export interface ReplyTo {
  readonly url: string | null;
  /** Replaces the message whose button was clicked. */
  readonly replace: boolean;
  /** The modal that shows the answer, where the person has no message in front of them, such as on the Home tab. */
  readonly view?: string;
  /** The answer holds a secret: it is never written into a message that stays. */
  readonly onlyHere?: true;
}

/** A message that was posted. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** A file, and what is said of it. */
export interface FileContent {
  readonly name: string;
  readonly content: Uint8Array;
  /** The message that it comes with. Plain text. */
  readonly words?: Text;
  /** What a picture shows, for people who do not see it. */
  readonly alt?: Text;
}

/** What a failed call means for the message. */
interface DeliveryFailure {
  /** Trying again leads to the same error. */
  readonly permanent: boolean;
  /** Milliseconds after which the chat system wants to be called again; `null`: it did not say. */
  readonly retryAfter: number | null;
  /** The message that was to be changed or answered is gone: somebody deleted it. */
  readonly gone: boolean;
  /** The chat system has certainly not taken the message. */
  readonly refused: boolean;
  /** The chat system cannot be reached, has trouble, or takes nothing of the app: it is nothing about this message. */
  readonly away: boolean;
}

/** Sends messages through the chat system. Every method rejects when a message was not accepted. */
export interface Messenger {
  /**
   * Answers a person in the modal or at the `response_url` (only they see it) and falls back to a direct message. Repeats both for a few
   * seconds while the chat system is busy.
   */
  reply(slackId: string, to: ReplyTo, content: MessageContent): Promise<void>;
  /** Answers in the modal or at the `response_url` only. @returns whether the message was accepted */
  answer(to: ReplyTo, content: MessageContent): Promise<boolean>;
  direct(slackId: string, content: MessageContent): Promise<Posted>;
  /**
   * Sends a file to a person's direct messages or to a channel (scope `files:write`).
   *
   * @throws SharedChannelError where members of another organisation would see it
   */
  upload(to: { readonly person: string } | { readonly channel: string }, file: FileContent): Promise<void>;
  update(message: Posted, content: MessageContent): Promise<void>;
  /** The address of a message, for those who may see its channel; `null` when the chat system does not tell it. */
  linkTo(message: Posted): Promise<string | null>;
  /** The Slack ids of a channel's first hundred members (scopes `channels:read`, `groups:read`). */
  membersOf(channel: string): Promise<readonly string[]>;
  /** Calls that are not repeated, for messages from the outbox, which tries again later. */
  readonly once: {
    direct(slackId: string, content: MessageContent): Promise<Posted>;
    /**
     * @throws SharedChannelError where members of another organisation would read it; ClosedChannelError where the bot may
     * not post until somebody changes that
     */
    post(channel: string, content: MessageContent, thread?: string): Promise<Posted>;
    update(message: Posted, content: MessageContent): Promise<void>;
    /** Opens the direct messages with a person. @returns their channel */
    open(slackId: string): Promise<string>;
    /** Posts into direct messages that were opened. */
    postDirect(channel: string, content: MessageContent): Promise<Posted>;
  };
  /**
   * Looks among the latest direct messages of the bot for one that holds a block with this id (scope `im:history`, which the
   * app may do without).
   *
   * @returns `null`: there is none; `unknown`: the chat system does not let the bot look
   */
  findDirect(channel: string, blockId: string): Promise<Posted | null | 'unknown'>;
  /** Classifies an error that one of the other methods rejected with. */
  failureOf(error: unknown): DeliveryFailure;
}

/** Changes a message. @returns `false`: somebody has deleted it @throws what Slack answers otherwise */
export async function updateIfThere(
  { once, failureOf }: { readonly once: Pick<Messenger['once'], 'update'> } & Pick<Messenger, 'failureOf'>,
  message: Posted,
  content: MessageContent,
): Promise<boolean> {
  try {
    await once.update(message, content);
    return true;
  } catch (error) {
    if (failureOf(error).gone) return false;
    throw error;
  }
}

/** Sent as a direct message instead of an answer with a secret. */
export function secretNotShown(): MessageContent {
  return answerMessage({
    title: md`I couldn’t show it to you in time`,
    lines: [md`It’s secret, so I won’t leave it in a message that stays. Please ask again.`],
  });
}
