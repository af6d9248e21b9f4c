/** A person as the desk acts on them: who they are in Slack, and the Zoom account behind them. */
export interface Account {
  /** `null` for somebody who is known by their Zoom account only. */
  readonly slackId: string | null;
  readonly name: string;
  readonly email: string;
  readonly zoomId: string;
  readonly licence: Licence;
  readonly status: 'active' | 'inactive' | 'pending' | 'locked';
}

export type Licence = 'Basic' | 'Licensed' | 'On-prem' | 'Unassigned';

/** Zoom's `type` of a user in words; 4 (Unassigned) and 99 (None) have nothing assigned. */
export function licenceOf(type: number): Licence {
  if (type === 2) return 'Licensed';
  if (type === 3) return 'On-prem';
  return type === 1 ? 'Basic' : 'Unassigned';
}
