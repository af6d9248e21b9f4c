import { expect, test } from 'vitest';
import { people } from '../../../sandbox/people.ts';
import { createWorkspace } from '../../../sandbox/slack/create-workspace.ts';
import { escapeText } from '../../../sandbox/slack/payloads.ts';

test.each([
  ['for @ada please', 'for <@U0ADA|ada> please'],
  ['@ada, @BEN.', '<@U0ADA|ada>, <@U0BEN|ben>.'],
  ['@nobody stays', '@nobody stays'],
  ['in #general', 'in <#C0GENERAL|general>'],
  ['in #zoom-approvals', 'in #zoom-approvals'],
  ['to ada@example.com', 'to <mailto:ada@example.com|ada@example.com>'],
  ['see https://example.com/a?b=1&c=2', 'see <https://example.com/a?b=1&amp;c=2>'],
  ['<!channel> & <@U0ADA>', '&lt;!channel&gt; &amp; &lt;@U0ADA&gt;'],
  ['ask @admins', 'ask <!subteam^S0ADMINS|@admins>'],
  ['wait @here', 'wait <!here>'],
])('what Ada types as %j arrives as %j', (typed, sent) => {
  expect(escapeText(createWorkspace(people, '/zoom'), 'U0ADA', typed)).toBe(sent);
});
