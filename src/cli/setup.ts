import { resolve } from 'node:path';
import { OperatorError, runCommand } from './command-line.ts';

const help = `
npm run setup [-- --answers setup.yml]

Leads through the whole installation: makes the Slack app, tries each token as it is pasted, tries Zoom's scopes,
lists channels, groups and people to choose from, writes .env (which only you can read) and policy.yml, runs the doctor
and says hello in Slack. It overwrites nothing without asking. Stop with Ctrl+C at any time: the next run goes on from
there.

  --answers file   asks nothing, and takes every answer from a file in YAML:

      slack_app: exists               # or create, with slack_config_token
      slack_config_token: xoxe.xoxp-… # an app configuration token, for slack_app: create
      slack_command: /zoom
      slack_bot_token: xoxb-…         # this and the following may be in .env or in the environment instead
      slack_app_token: xapp-…
      zoom_account_id: …
      zoom_client_id: …
      zoom_client_secret: …
      zoom_plan: pro                  # free, pro or business
      env_file: keep                  # replace: overwrites what works in .env
      policy_file: replace            # or keep, when policy.yml is yours already; the old one is kept beside it
      create_channels: true           # for slack_app: create: gives the app groups:write
      approval_channel: zoom-approvals
      notice_channel: zoom-notices    # names or ids; these two names are created with groups:write
      approvers: [ada@example.com, "@it-admins"]
      admins: [ada@example.com]       # addresses, ids, or names of groups
      email_domains: [example.com]
      say_hello: true

Exit code: 0 the bot can start, 1 something is missing or wrong, 2 the command was not understood, 130 stopped.`;

await runCommand({
  name: 'npm run setup',
  help,
  options: { answers: { type: 'string' } },
  words: 0,
  async run(given, _words, terminal) {
    if (given.answers === undefined && !process.stdin.isTTY) {
      throw new OperatorError(
        'Setup asks questions: run it in a terminal, or give it a file with --answers.',
      );
    }
    // Loaded only when it is needed: --help answers at once.
    const { setUp } = await import('./setup/set-up.ts');
    if (typeof given.answers === 'string') {
      const { fromAnswers, readAnswers } = await import('./setup/from-answers.ts');
      const file = resolve(given.answers);
      return setUp(fromAnswers(readAnswers(file), file, terminal), process.cwd(), process.env);
    }
    const { atTerminal } = await import('./setup/at-terminal.ts');
    return setUp(atTerminal(process.stdin, process.stdout), process.cwd(), process.env);
  },
});
