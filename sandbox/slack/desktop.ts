import type { KnownBlock, ModalView } from '@slack/types';

/**
 * What one person sees of the workspace, and what they can do there: the contract between the local Slack
 * and every client of it (the web page, the tests).
 *
 * The page reads `GET /sandbox/state?user=U0ADA` (a {@link Snapshot}) and listens to
 * `GET /sandbox/events?user=U0ADA`, server-sent events named `snapshot`, each a whole {@link Snapshot}.
 * An action is `POST /sandbox/<action>` with a JSON body; the answer is a {@link ActionResult}.
 */
export interface Snapshot {
  readonly team: { readonly id: string; readonly name: string };
  readonly me: Member;
  readonly members: readonly Member[];
  /** User groups; a mention shows the handle. */
  readonly groups: readonly { readonly id: string; readonly handle: string }[];
  readonly channels: readonly Channel[];
  /** Open modals of this person, the root first. */
  readonly views: readonly OpenView[];
  /** The Home tab that the app published for this person, or null before the first `views.publish`. */
  readonly home: { readonly id: string; readonly blocks: readonly KnownBlock[] } | null;
  readonly app: {
    readonly userId: string;
    readonly name: string;
    readonly command: string;
    /** Its slash commands with their usage hints, as the composer completes them. */
    readonly commands: readonly CommandOffer[];
    /** Lines to propose to a newcomer; absent where they are Frontdesk's. */
    readonly offers?: readonly CommandOffer[];
    /** Nobody can write in its Messages tab, because its manifest says so. */
    readonly readOnly: boolean;
    readonly online: boolean;
  };
}

/** A line to propose in the page, and what it is good for. */
export interface CommandOffer {
  readonly line: string;
  readonly hint: string;
}

export interface Member {
  readonly id: string;
  /** The language of their Slack, such as `en-GB`. */
  readonly locale: string;
  readonly handle: string;
  readonly name: string;
  readonly title: string;
  readonly kind: 'member' | 'guest' | 'single-channel-guest' | 'bot' | 'deactivated' | 'stranger' | 'app';
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  /** The app belongs to the channel and may post there. */
  readonly hasApp: boolean;
  readonly topic: string;
  readonly members: number;
  readonly messages: readonly Message[];
}

export interface Message {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly edited: boolean;
  /** "Only visible to you": `GET /sandbox/state?user=…&fresh=1` forgets them, as Slack does on a reload. */
  readonly ephemeral: boolean;
  /** Who reacted with which emoji; absent when nobody did. */
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
  /** The message that it replies to in a thread. */
  readonly threadTs?: string;
  /** Files that came with it. */
  readonly files?: readonly SharedFile[];
  /** A line that Slackbot itself shows, such as "/zoom failed with the error operation_timeout". */
  readonly fromSlack?: boolean;
  /** Why this person's last click on it failed, as Slack says it beside the message. */
  readonly trouble?: string;
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  /** Bytes. */
  readonly size: number;
  /** The picture's alternative text, if it was uploaded with one. */
  readonly alt?: string;
  /** Where this person downloads it, below the server's own address. */
  readonly url: string;
}

export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly view: ModalView;
  /** Field errors of the last submission, by `block_id`. */
  readonly errors: Readonly<Record<string, string>>;
  /** What Slack shows above the form when the app failed, such as "We had some trouble connecting. Try again?" */
  readonly trouble?: string;
}

/** Where a clicked element stands. */
export type Surface =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'view'; readonly viewId: string }
  | { readonly kind: 'home' };

/** `state.values` as Slack's clients send them: block id, action id, the element's own value. */
export type StateValues = Record<string, Record<string, ElementState>>;

/** An option of a select, as it is chosen. */
export interface SelectOption {
  readonly text: { type: 'plain_text'; text: string };
  readonly value: string;
}

/** The value of one element; which key is set follows from `type`, as in Slack's payloads. */
export interface ElementState {
  readonly type: string;
  readonly value?: string | null;
  readonly selected_user?: string | null;
  readonly selected_users?: readonly string[];
  readonly selected_option?: SelectOption | null;
  readonly selected_options?: readonly SelectOption[];
  readonly selected_date?: string | null;
  readonly selected_time?: string | null;
  /** Seconds since 1970. */
  readonly selected_date_time?: number | null;
  readonly selected_channel?: string | null;
  readonly selected_channels?: readonly string[];
  readonly selected_conversation?: string | null;
  readonly selected_conversations?: readonly string[];
  readonly rich_text_value?: unknown;
  /** What a client sends is an {@link Upload} each; the app gets Slack's file objects. */
  readonly files?: readonly unknown[];
}

/** A file that a person chose in a `file_input`: `content` is base64. */
export interface Upload {
  readonly name: string;
  readonly mimetype: string;
  readonly content: string;
}

/** What a person can do; each is `POST /sandbox/<action>`. */
export interface UserActions {
  /** Types a slash command: `text` is the whole line, such as `/zoom status`. `@ada` becomes `<@U0ADA|ada>`. */
  command: { user: string; channel: string; text: string; threadTs?: string };
  /** Writes an ordinary message; with `threadTs` a reply to that one. */
  message: { user: string; channel: string; text: string; threadTs?: string };
  /** Reacts to a message with an emoji, by its name, or takes that back. */
  react: { user: string; channel: string; ts: string; name: string };
  /** Clicks a button or changes an element that dispatches actions. `state` is needed for selects. */
  action: {
    user: string;
    surface: Surface;
    blockId: string;
    actionId: string;
    state?: ElementState;
    values?: StateValues;
  };
  /** Submits the topmost modal. */
  submit: { user: string; viewId: string; values: StateValues };
  /** Closes a modal. */
  close: { user: string; viewId: string };
  /** Opens the app's Home tab (sends `app_home_opened`). */
  home: { user: string };
  /** Opens an external select, or types into it: the app is asked for options (`block_suggestion`). */
  suggest: { user: string; surface: Surface; blockId: string; actionId: string; value: string };
  /** Sets the language of their Slack, such as `de-DE`. */
  language: { user: string; locale: string };
  /** Uses a shortcut of the app: a global one, or with `message` one of a message's menu. */
  shortcut: { user: string; callbackId: string; message?: { channel: string; ts: string } };
}

/**
 * What became of an action once the app acknowledged it (or did not within three seconds).
 * `error` is Slack's own word, such as `operation_timeout` or `dispatch_failed`.
 */
export type ActionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly errors?: Readonly<Record<string, string>> };

/** What an external select offers for what was typed, option groups flattened. */
export type Suggestions = ActionResult & { readonly options: readonly SelectOption[] };
