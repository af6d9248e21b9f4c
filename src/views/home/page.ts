import type { Text } from '../../languages/text.ts';
import type { BeforeAfter } from '../blocks.ts';
import type { Mrkdwn } from '../mrkdwn.ts';
import type { StandInShown } from '../stand-in.ts';

/** Everything that stands on a person's Home tab. */
export interface HomePage {
  readonly slash: string;
  /** Milliseconds since 1970. */
  readonly asOf: number;
  readonly account: HomeAccount;
  readonly requests: Part<HomeRequest>;
  /** What waits for this person's decision; `null` for those who decide nothing. */
  readonly decisions: HomeDecisions | null;
  /** Whether they are away, and for whom they stand in; `null` for those who decide nothing. */
  readonly away: HomeAway | null;
  readonly prominent: readonly HomeAction[];
  readonly groups: readonly HomeGroup[];
  readonly admin: HomeAdmin | null;
}

/** Some of a list, and how many more there are. */
export interface Part<T> {
  readonly shown: readonly T[];
  readonly more: number;
}

/** What waits for the viewer's decision; `many`: so much that it is not counted. */
export interface HomeDecisions {
  readonly shown: readonly HomeDecision[];
  readonly more: number | 'many';
}

/** The person's account, or why it cannot be shown and what to do. */
export type HomeAccount =
  | { readonly facts: readonly (readonly [label: Text, value: Mrkdwn])[] }
  | { readonly says: Mrkdwn; readonly next?: Mrkdwn };

export interface HomeRequest {
  readonly id: string;
  readonly what: Mrkdwn;
  readonly state: Mrkdwn;
  readonly can: 'withdraw' | 'leave' | 'undo' | null;
}

/** A request that the viewer may decide. */
export interface HomeDecision {
  readonly id: string;
  /** What the requester wants. */
  readonly ask: Mrkdwn;
  /** The resolved account that changes; `null`: it is the requester's own. */
  readonly account: Mrkdwn | null;
  /** What deserves a second look. */
  readonly flags: readonly Text[];
  readonly changes: readonly BeforeAfter[];
  readonly reason: string | null;
  readonly needed: number;
  readonly approvedBy: readonly Mrkdwn[];
  readonly expiresAt: number | null;
  /** The Slack id of the approver who is away and in whose place the viewer decides; `null`: in their own right. */
  readonly inPlaceOf: string | null;
}

export interface HomeAway {
  /** The viewer's own; `null`: they are here. */
  readonly own: StandInShown | null;
  readonly standsInFor: readonly StandInShown[];
  /** They approve something, so they may name a stand-in. */
  readonly mayName: boolean;
}

export interface HomeAction {
  readonly command: string;
  readonly label: Text;
  /** It is what this person most likely came for. */
  readonly primary?: true;
}

/** Actions of one family, behind one menu. */
export interface HomeGroup {
  readonly title: Text;
  readonly words: Text;
  readonly actions: readonly HomeAction[];
}

/** What only admins see. */
export interface HomeAdmin {
  readonly seats: Mrkdwn;
  /** Approvers who are away. */
  readonly away: readonly StandInShown[];
  /** Shows more about the licences; `null` for who may not. */
  readonly report: HomeAction | null;
  /** The newest changes. */
  readonly changes: readonly Mrkdwn[];
  readonly prominent: readonly HomeAction[];
  readonly groups: readonly HomeGroup[];
}
