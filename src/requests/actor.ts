/** Who clicked, as Slack says it. */
export interface Actor {
  readonly teamId: string;
  readonly slackId: string;
}
