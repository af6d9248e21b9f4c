/** Why somebody asks for something that others decide. */
export const reasonField = {
  name: 'reason',
  label: 'What do you need it for?',
  kind: 'text',
  optional: true,
  multiline: true,
  maxLength: 500,
  hint: 'The approver reads it.',
} as const;
