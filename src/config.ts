import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { AuditWebhook } from './audit/webhook.ts';
import { commands } from './commands/registry.ts';
import { fileProblem } from './file-problem.ts';
import type { LogLevel } from './log.ts';
import { certificatesFile } from './network/certificates.ts';
import { type Proxies, proxiesOf, proxyVariables } from './network/proxies.ts';
import type { Policy } from './policy/policy.ts';
import { noteSentence, readPolicy } from './policy/read-policy.ts';
import type { DatabaseAddress } from './store/open.ts';
import { type EncryptionKeys, keysBeside, parseKeys } from './store/seal.ts';
import { type Tracing, tracingOf, tracingVariables } from './telemetry/tracing.ts';
import { type ReadVariables, readVariables, type Variables } from './variables.ts';

/** The bot's configuration. Nothing else reads the environment. */
export interface Config {
  readonly slack: {
    readonly botToken: string;
    /** HTTP mode. */
    readonly signingSecret: string | null;
    /** Socket Mode, which takes precedence over HTTP mode. */
    readonly appToken: string | null;
    readonly apiUrl: string;
  };
  readonly zoom: {
    readonly accountId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly apiUrl: string;
    readonly oauthUrl: string;
    readonly plan: 'free' | 'pro' | 'business';
  };
  readonly database: DatabaseAddress;
  readonly encryptionKey: Buffer;
  /** Earlier ones: what they sealed and signed stays valid. */
  readonly formerKeys: readonly Buffer[];
  readonly policy: Policy;
  /** Where the policy was read, and is read again when it changes. */
  readonly policyFile: string;
  /** What the policy allows that may surprise, as sentences with the line. */
  readonly policyWarnings: readonly string[];
  readonly port: number;
  /** How long an idle connection to the HTTP server is kept open, in milliseconds. */
  readonly keepAlive: number;
  /** The proxies between here and Slack, Zoom and the collector. */
  readonly proxies: Proxies;
  /** A file with certificates to trust beside those of Node; `null`: none. */
  readonly certificates: string | null;
  /** Where new entries of the audit log are sent; `null`: nowhere. */
  readonly auditWebhook: AuditWebhook | null;
  readonly logLevel: LogLevel;
  /** Where traces are sent; `null`: nowhere. */
  readonly tracing: Tracing | null;
}

/** The configuration is not valid; `problems` has a sentence for each thing to fix. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const required = (name: string, what: string) => z.string(`${name} is missing: ${what}.`);
const optional = z.string().optional();
const KEEP_ALIVE = 'KEEP_ALIVE_SECONDS must be a number of seconds from 1 to 3600.';
const MAKE_WEBHOOK_SECRET = 'Make one with: echo whsec_$(openssl rand -base64 32)';
const WEBHOOK_SECRET = `AUDIT_WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64. ${MAKE_WEBHOOK_SECRET}`;
const PORT = 'PORT must be a whole number from 0 to 65535.';
const url = (name: string, fallback: string) =>
  optional.transform((value, context) => {
    const text = value ?? fallback;
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    const local = parsed && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
    if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && local)) {
      return text.replace(/\/+$/, '');
    }
    context.addIssue({
      code: 'custom',
      message: parsed
        ? `${name} must start with https://, because secrets and people’s data travel over it (http:// only on this machine).`
        : `${name} is not an address. It should look like ${fallback}.`,
    });
    return z.NEVER;
  });

/** Every variable that the bot reads, with its schema. */
export const environment = z.object({
  ZOOM_ACCOUNT_ID: required('ZOOM_ACCOUNT_ID', 'in your Server-to-Server OAuth app under “App Credentials”'),
  ZOOM_CLIENT_ID: required('ZOOM_CLIENT_ID', 'in your Server-to-Server OAuth app under “App Credentials”'),
  ZOOM_CLIENT_SECRET: required(
    'ZOOM_CLIENT_SECRET',
    'in your Server-to-Server OAuth app under “App Credentials”',
  ),
  ZOOM_API_URL: url('ZOOM_API_URL', 'https://api.zoom.us/v2'),
  ZOOM_OAUTH_URL: url('ZOOM_OAUTH_URL', 'https://zoom.us/oauth/token'),
  ZOOM_PLAN: z.enum(['free', 'pro', 'business'], 'ZOOM_PLAN must be free, pro or business.').default('pro'),
  SLACK_BOT_TOKEN: required('SLACK_BOT_TOKEN', 'in your Slack app under “OAuth & Permissions”').regex(
    /^xoxb-/,
    'SLACK_BOT_TOKEN must be the bot token, which starts with xoxb-.',
  ),
  SLACK_SIGNING_SECRET: optional,
  SLACK_APP_TOKEN: optional.refine((value) => !value || value.startsWith('xapp-'), {
    message: 'SLACK_APP_TOKEN must be an app-level token, which starts with xapp-.',
  }),
  SLACK_API_URL: url('SLACK_API_URL', 'https://slack.com/api/').transform((text) => `${text}/`),
  DATABASE_URL: optional
    .transform((value) => value ?? 'file:./data/frontdesk.db')
    .refine((value) => /^(file:.*[^/]|postgres(ql)?:\/\/.+)$/.test(value), {
      message: 'DATABASE_URL must start with file: (an embedded database) or postgres://.',
      abort: true,
    })
    .refine((value) => value.startsWith('file:') || URL.canParse(value.replace('@/', '@host/')), {
      message:
        'DATABASE_URL is no address. In a name or password write @ as %40, # as %23, / as %2F and % as %25.',
    }),
  ENCRYPTION_KEY: optional.refine((value) => !value || parseKeys(value) !== null, {
    message: 'ENCRYPTION_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32',
  }),
  POLICY_FILE: optional.transform((value) => value ?? './policy.yml'),
  PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(3000),
  KEEP_ALIVE_SECONDS: z.coerce.number(KEEP_ALIVE).min(1, KEEP_ALIVE).max(3_600, KEEP_ALIVE).default(75),
  ...proxyVariables,
  NODE_EXTRA_CA_CERTS: certificatesFile,
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'LOG_LEVEL must be debug, info, warn or error.')
    .default('info'),
  ...tracingVariables,
  AUDIT_WEBHOOK_URL: url('AUDIT_WEBHOOK_URL', 'https://siem.example.com/frontdesk').optional(),
  AUDIT_WEBHOOK_SECRET: optional.refine((value) => !value || webhookKey(value) !== null, {
    message: WEBHOOK_SECRET,
  }),
});

/** The names of all variables that the bot reads. */
const names = Object.keys(environment.shape);

/** The environment as it was read: the valid values (`result`) and every problem. */
export interface Reading {
  readonly result: z.ZodSafeParseResult<z.output<typeof environment>>;
  readonly policy: Policy | undefined;
  /** A sentence for each thing to fix in the variables. */
  readonly problems: readonly string[];
  readonly policyProblems: readonly string[];
  /** What the policy allows that may surprise, as sentences with the line. */
  readonly policyWarnings: readonly string[];
}

/** Reads and validates the environment and the policy file. It writes nothing and never throws. */
export function readEnvironment(variables: Variables, folder = process.cwd()): Reading {
  const { values: env, problems: unreadable } = given(variables, folder);
  const isReadable = (name: unknown) => !unreadable.some((one) => one.name === name);
  const result = environment.safeParse(env);
  const issues = result.success ? [] : result.error.issues;
  const problems = [
    ...unreadable.map((one) => one.sentence),
    ...issues.filter(({ path }) => isReadable(path[0])).map((issue) => issue.message),
  ];
  const wantsSlack = isReadable('SLACK_APP_TOKEN') && isReadable('SLACK_SIGNING_SECRET');
  if (wantsSlack && !env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET) {
    const missing =
      'SLACK_APP_TOKEN is missing: in your Slack app under “Basic Information → App-Level Tokens” (or set SLACK_SIGNING_SECRET for HTTP mode).';
    // Behind what else is missing of Zoom and Slack: as the install page goes.
    const rest = problems.findIndex((problem) => !/^(ZOOM|SLACK)_/.test(problem));
    problems.splice(rest < 0 ? problems.length : rest, 0, missing);
  }
  if (/^postgres(ql)?:/.test(env.DATABASE_URL ?? '') && !env.ENCRYPTION_KEY && isReadable('ENCRYPTION_KEY')) {
    problems.push(
      'ENCRYPTION_KEY is missing: all processes on one PostgreSQL share it. Make one with: openssl rand -base64 32',
    );
  }
  if (env.AUDIT_WEBHOOK_URL && !env.AUDIT_WEBHOOK_SECRET && isReadable('AUDIT_WEBHOOK_SECRET')) {
    problems.push(`AUDIT_WEBHOOK_SECRET is missing: the entries are signed with it. ${MAKE_WEBHOOK_SECRET}`);
  }
  if (problems.length > 0 && !isReadableFile(resolve(folder, '.env'))) {
    problems.unshift('.env may not be read by this user. Run this as the user that it belongs to.');
  }
  const reading = policyAt(resolve(folder, env.POLICY_FILE ?? './policy.yml'));
  return {
    result,
    policy: reading.policy,
    problems,
    policyProblems: reading.problems ?? [],
    policyWarnings: reading.warnings,
  };
}

/**
 * Loads the configuration from the environment and the policy file.
 *
 * @throws ConfigError with every problem, each as a sentence that says what to do
 */
export function loadConfig(variables: Variables, folder = process.cwd()): Config {
  const { result, policy, policyWarnings, ...found } = readEnvironment(variables, folder);
  const problems = [...found.problems, ...found.policyProblems];
  if (!result.success || !policy || problems.length > 0) throw new ConfigError(problems);

  const set = result.data;
  const database = addressOf(set.DATABASE_URL, folder);
  const [encryptionKey, ...formerKeys] = encryptionKeys(set.ENCRYPTION_KEY, database);
  return {
    slack: {
      botToken: set.SLACK_BOT_TOKEN,
      signingSecret: set.SLACK_SIGNING_SECRET ?? null,
      appToken: set.SLACK_APP_TOKEN ?? null,
      apiUrl: set.SLACK_API_URL,
    },
    zoom: {
      accountId: set.ZOOM_ACCOUNT_ID,
      clientId: set.ZOOM_CLIENT_ID,
      clientSecret: set.ZOOM_CLIENT_SECRET,
      apiUrl: set.ZOOM_API_URL,
      oauthUrl: set.ZOOM_OAUTH_URL,
      plan: set.ZOOM_PLAN,
    },
    database,
    encryptionKey,
    formerKeys,
    policy,
    policyFile: resolve(folder, set.POLICY_FILE),
    policyWarnings,
    port: set.PORT,
    keepAlive: set.KEEP_ALIVE_SECONDS * 1_000,
    proxies: proxiesOf(set),
    certificates: set.NODE_EXTRA_CA_CERTS ?? null,
    auditWebhook: webhookOf(set.AUDIT_WEBHOOK_URL, set.AUDIT_WEBHOOK_SECRET),
    logLevel: set.LOG_LEVEL,
    tracing: tracingOf(set),
  };
}

function webhookOf(url: string | undefined, secret: string | undefined): AuditWebhook | null {
  const key = webhookKey(secret ?? '');
  return url && key ? { url, key } : null;
}

/** The key in a secret of Standard Webhooks; `null`: it is none. */
function webhookKey(secret: string): Buffer | null {
  const [, text] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(text ?? '', 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}

/** The variables that are set, and what is wrong with the others; see {@link readVariables}. */
export function given(variables: Variables, folder = process.cwd()): ReadVariables {
  return readVariables(variables, names, folder);
}

/** Node passes over a `.env` that it may not read, as if there were none. */
function isReadableFile(file: string): boolean {
  try {
    if (existsSync(file)) accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

interface PolicyAt {
  readonly policy?: Policy;
  readonly problems?: readonly string[];
  readonly warnings: readonly string[];
}

function policyAt(file: string): PolicyAt {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return {
      problems: [
        `${file} cannot be read: ${fileProblem(error)}. POLICY_FILE must name the policy; policy.yml is an example.`,
      ],
      warnings: [],
    };
  }
  const name = basename(file);
  const reading = readPolicy(text, commands, name);
  return { ...reading, warnings: reading.warnings.map((note) => noteSentence(note, name)) };
}

/** The address in `DATABASE_URL`; the path of a file is relative to `folder`. */
export function addressOf(address: string, folder: string): DatabaseAddress {
  if (!address.startsWith('file:')) return { kind: 'postgres', url: address };
  const file = address.replace(/^file:(\/\/)?/, '');
  return { kind: 'sqlite', file: isAbsolute(file) ? file : resolve(folder, file) };
}

function encryptionKeys(given: string | undefined, database: DatabaseAddress): EncryptionKeys {
  const keys = parseKeys(given ?? '');
  if (keys) return keys;
  if (database.kind === 'postgres') throw new ConfigError(['ENCRYPTION_KEY is missing.']);
  try {
    return keysBeside(database.file);
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      path
        ? `${path} cannot be used: ${fileProblem(error)}. Let this user write to the folder, or set DATABASE_URL to another place.`
        : (error as Error).message,
    ]);
  }
}
