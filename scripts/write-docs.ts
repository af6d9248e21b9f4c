import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '../src/commands/registry.ts';
import { messages } from '../src/zoom/errors/messages/en.ts';
import { commandsPage } from './docs/commands-page.ts';
import { errorsPage } from './docs/errors-page.ts';
import { withTables } from './docs/sandbox-tables.ts';
import { answerHelp } from './help.ts';

answerHelp(`npm run docs

Writes anew what follows from the code: docs/commands.md, docs/errors.md and the tables of docs/sandbox.md.
`);

writeFileSync('docs/commands.md', commandsPage(commands));
writeFileSync('docs/errors.md', errorsPage(messages));
writeFileSync('docs/sandbox.md', withTables(readFileSync('docs/sandbox.md', 'utf8')));
