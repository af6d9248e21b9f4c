import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileProblem } from './file-problem.ts';

/** Environment variables as they were found; an empty one counts as not set. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables after reading: the values, and what is wrong with the others. */
export interface ReadVariables {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly name: string; readonly sentence: string }[];
}

/** Those that hold a secret: each may be given as `…_FILE` instead, the path of a file with the value. */
export const secretVariables = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'ZOOM_ACCOUNT_ID',
  'ZOOM_CLIENT_ID',
  'ZOOM_CLIENT_SECRET',
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'ALL_PROXY',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
  'AUDIT_WEBHOOK_SECRET',
] as const;

/** Written in small letters everywhere else; those win, as with curl. */
const lowerCaseToo = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/** Node and the OpenTelemetry exporter read these themselves, as they are. */
const readByOthers =
  /^(NODE_EXTRA_CA_CERTS|OTEL_RESOURCE_ATTRIBUTES|OTEL_EXPORTER_OTLP_(?!(TRACES_)?ENDPOINT$|\w+_FILE$)\w+)$/;

/** Quotation marks around a value, as an env file, a shell or a word processor may leave them there. */
const quotes = [`""`, `''`, '``', '“”', '„“', '‘’', '‚‘', '«»'];

/**
 * Reads variables: trims them, takes off quotation marks that stand around a value (Docker and Kubernetes keep them, Node
 * and systemd do not), and reads secrets from the files that `…_FILE` names.
 *
 * @param names of the variables that the bot knows; others are left as they are
 * @param folder what the path of a file is relative to
 */
export function readVariables(env: Variables, names: readonly string[], folder: string): ReadVariables {
  const values: Record<string, string> = {};
  const problems: { name: string; sentence: string }[] = [];
  const complain = (name: string, sentence: string) => void problems.push({ name, sentence });

  for (const [name, raw] of Object.entries(env)) {
    const value = raw?.trim();
    if (!value) continue;
    const secret = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : undefined;
    const holdsSecret = secret !== undefined && isSecret(secret);
    const isKnown = names.includes(name) || holdsSecret;
    const lower = lowerCaseToo.includes(name.toUpperCase()) && name === name.toLowerCase();
    if (!isKnown && !lower && !readByOthers.test(name)) continue;
    const plain = unquote(value);
    if (plain === undefined) {
      complain(
        holdsSecret ? secret : name,
        `${name} has a quotation mark at one end only. Write the value without any.`,
      );
    } else if (plain !== value && readByOthers.test(name)) {
      complain(name, `${name} must be written without quotation marks: they would count as part of it.`);
    } else if (plain) {
      values[name] = plain;
    }
  }
  for (const name of lowerCaseToo) {
    const value = values[name.toLowerCase()];
    if (value) values[name] = value;
  }
  for (const name of secretVariables) {
    const file = values[`${name}_FILE`];
    if (!file) continue;
    if (values[name]) {
      complain(name, `${name} and ${name}_FILE are both set. Set one of them.`);
      continue;
    }
    try {
      const text = readSecret(resolve(folder, file));
      if (text) values[name] = text;
      else complain(name, `${name}_FILE names an empty file: ${file}.`);
    } catch (error) {
      complain(name, `${name}_FILE names a file that cannot be read: ${file} (${fileProblem(error)}).`);
    }
  }
  return { values, problems };
}

function isSecret(name: string): boolean {
  return (secretVariables as readonly string[]).includes(name);
}

/** The value without quotation marks around it; `undefined` where only one end has one. */
function unquote(value: string): string | undefined {
  const first = value.charAt(0);
  const last = value.length > 1 ? value.slice(-1) : '';
  if (quotes.includes(first + last)) return value.slice(1, -1).trim();
  return quotes.some((pair) => pair.startsWith(first) || (last && pair.endsWith(last))) ? undefined : value;
}

/** The file's text without quotation marks and the line break at its end. */
function readSecret(file: string): string {
  const text = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  return unquote(text) ?? text;
}
