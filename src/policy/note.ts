import type { Policy, PolicyCommand } from './policy.ts';

/** Something that the author of a policy should know. */
export interface Note {
  /** The place in the file: keys and positions from the top. */
  readonly path: readonly (string | number)[];
  /** What is wrong and how to fix it, in whole sentences. */
  readonly says: string;
}

/** A policy together with the parts of its file that could not be read. Those are reported already. */
export interface PolicyReading {
  readonly policy: Policy;
  readonly commands: readonly PolicyCommand[];
  /** Such as `approvals.channel`, `admins`, `commands.status`. */
  readonly unreadable: ReadonlySet<string>;
}

/** The commands whose rule could be read. */
export function readableCommands({ commands, unreadable }: PolicyReading): PolicyCommand[] {
  return commands.filter(({ name }) => !unreadable.has('commands') && !unreadable.has(`commands.${name}`));
}

/** How many commands a sentence names before it only counts the rest. */
const NAMED = 6;

/** Commands as a sentence names them, each once: "link, token", or the first six "and 9 more". */
export function named(commands: readonly PolicyCommand[]): string {
  const names = [...new Set(commands.map(({ name }) => name))];
  const rest = names.length - NAMED;
  return rest > 1 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ');
}
