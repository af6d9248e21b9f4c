import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { given } from '../../config.ts';
import type { Variables } from '../../variables.ts';
import { OperatorError } from '../command-line.ts';

/** The `.env` of a folder, which only its owner can read. Lines that setup does not know stay as they are. */
export interface EnvFile {
  /** All variables as the bot would find them: those of this process go before those of the file. */
  variables(): Variables;
  /** The value without quotation marks, also from the file that `…_FILE` names. */
  get(name: string): string | undefined;
  /** Writes a value at once, so that nothing is asked twice. */
  set(name: string, value: string): void;
}

const example = new URL('../../../.env.example', import.meta.url);

export function openEnvFile(folder: string, environment: Variables): EnvFile {
  const file = join(folder, '.env');
  const written: Record<string, string> = {};
  const content = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const variables = (): Variables => ({ ...parseEnv(content()), ...environment, ...written });
  return {
    variables,
    get: (name) => given(variables(), folder).values[name],
    set(name, value) {
      if (variables()[`${name}_FILE`]) {
        throw new OperatorError(
          `${name} is read from the file that ${name}_FILE names. Put the value there.`,
        );
      }
      const before = content() || (existsSync(example) ? readFileSync(example, 'utf8') : '');
      // Renamed into place, so that a crash leaves the old file or the new one.
      const fresh = `${file}.new`;
      rmSync(fresh, { force: true });
      writeFileSync(fresh, withLine(before, name, value), { mode: 0o600 });
      renameSync(fresh, file);
      written[name] = value;
    },
  };
}

function withLine(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const present = new RegExp(`^\\s*(export\\s+)?${name}\\s*=.*$`, 'm');
  if (present.test(text)) return text.replace(present, () => line);
  return `${text}${text && !text.endsWith('\n') ? '\n' : ''}${line}\n`;
}
