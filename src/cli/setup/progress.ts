import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What setup has done so far. Secrets are in `.env` and nowhere else. */
const progressSchema = z.object({
  appId: z.string().optional(),
  appMade: z.boolean().optional(),
  command: z.string().optional(),
  planChosen: z.boolean().optional(),
  approvalChannel: z.string().optional(),
  noticeChannel: z.string().optional(),
  /** Channels that setup created: it may invite people there. */
  created: z.array(z.string()).optional(),
  policyDone: z.boolean().optional(),
  greeted: z.boolean().optional(),
});

type Values = z.output<typeof progressSchema>;

/** Remembers in a file where setup stopped, until it is through. */
export interface Progress {
  /** Setup was begun before, and not finished. */
  readonly resumed: boolean;
  get(): Values;
  note(values: Values): void;
  forget(): void;
}

export function openProgress(folder: string): Progress {
  const file = join(folder, '.frontdesk-setup.json');
  let values = read(file);
  return {
    resumed: existsSync(file),
    get: () => values,
    note(more) {
      values = { ...values, ...more };
      writeFileSync(file, `${JSON.stringify(values, null, 2)}\n`);
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function read(file: string): Values {
  try {
    return progressSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
