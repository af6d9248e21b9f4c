import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '../src/commands/registry.ts';
import { en } from '../src/zoom/errors/messages/en.ts';
import { commandsPage } from './docs/commands-page.ts';
import { errorsPage } from './docs/errors-page.ts';
import { withTables } from './docs/sandbox-tables.ts';

/** `npm run docs`: writes the pages that follow from the code. */
writeFileSync('docs/commands.md', commandsPage(commands));
writeFileSync('docs/errors.md', errorsPage(en.messages));
writeFileSync('docs/sandbox.md', withTables(readFileSync('docs/sandbox.md', 'utf8')));
