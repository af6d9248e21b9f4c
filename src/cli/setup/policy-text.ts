/** What somebody has chosen, by ids of Slack. */
export interface Rules {
  readonly approvalChannel: string;
  readonly noticeChannel: string;
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
  readonly emailDomains: readonly string[];
  /** Names of people and groups by id, for the comments. */
  readonly names: ReadonlyMap<string, string>;
}

/** A `policy.yml` with these rules, and with comments that say what stands there and what else could. */
export function policyText(rules: Rules): string {
  return `# Who may do what at the desk. docs/policy.md is a cookbook; npm run policy says what this file means, and finds
# mistakes. The bot reads it when it starts.
approvals:
  channel: ${rules.approvalChannel} # where requests are decided; not shared with another organisation
  approvers: # people (U…, W…) and user groups (S…); nobody approves their own request
${list(rules.approvers, rules.names)}
  needed: 1 # how many different people have to approve
  expires_after: 72h # then a request runs out
  remind_after: 4h # then the approvers are reminded, in the request's thread
admins: # may act for others, which another approver has to allow
${list(rules.admins, rules.names)}
notices: { channel: ${rules.noticeChannel} } # where finished changes are told, many at once in one message
people: { email_domains: [${rules.emailDomains.join(', ')}] } # only these addresses say who somebody is
commands: # self-service | approval | admin | off
  add-assistant: self-service
  change-email: { access: approval, expires_after: 48h }
  request-license: { access: approval, max_duration: 90d, quota: 3 per 30d }
  # link, unlink, delete-user and whatever else could take an account over: an admin asks, another approver decides.
  # token is off.
`;
}

function list(ids: readonly string[], names: Rules['names']): string {
  return ids.map((id) => `    - ${id}${comment(names.get(id))}`).join('\n');
}

/** A name comes from Slack: nothing of it may begin a new line. */
function comment(name: string | undefined): string {
  return name === undefined ? '' : ` # ${name.replaceAll(/\s+/g, ' ')}`;
}
