/** Whose account an admin changes. */
export const personField = {
  name: 'person',
  label: 'Whose account?',
  kind: 'person',
  placeholder: 'Pick a person',
  hint: 'On the command line an email address does too, for people who are not in Slack.',
} as const;
