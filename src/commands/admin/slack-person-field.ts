/** Somebody in Slack as such: they need not have a Zoom account. */
export const slackPersonField = {
  name: 'person',
  label: 'Who in Slack?',
  kind: 'person',
  slackOnly: true,
  placeholder: 'Pick a person',
} as const;
