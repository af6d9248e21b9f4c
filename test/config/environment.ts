import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Everything that HTTP mode on the embedded database needs. */
export const complete = {
  SLACK_BOT_TOKEN: 'xoxb-1-2-a',
  SLACK_SIGNING_SECRET: 'signing',
  ZOOM_ACCOUNT_ID: 'account',
  ZOOM_CLIENT_ID: 'client',
  ZOOM_CLIENT_SECRET: 'secret',
};

export const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE] }
people: { email_domains: [example.com] }
`;

/** A folder with a policy, gone after the test. */
export function folderWith(text: string | null = policy): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (text !== null) writeFileSync(join(folder, 'policy.yml'), text);
  return folder;
}
