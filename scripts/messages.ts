import { writeFileSync } from 'node:fs';
import { languageCodes, readCatalog } from '../src/languages/language.ts';
import { answerHelp } from './help.ts';
import { faultsOf } from './messages/check.ts';
import { findMessages } from './messages/find.ts';

answerHelp(`npm run messages [-- --check]

Brings the catalogs in src/languages/catalogs into step with the messages of the code: what is new is added without a
translation, what is no longer used is removed. Writes src/languages/messages.json too, which tells translators
where a message stands and what its placeholders are.

--check   writes nothing, and ends with exit code 1 where something is missing, unused or malformed
`);

const messages = findMessages();
const check = process.argv.includes('--check');
const FOLDER = 'src/languages';
let faults = 0;

for (const code of languageCodes.slice(1)) {
  const before = readCatalog(code);
  const after = Object.fromEntries(messages.map(({ key }) => [key, before[key] ?? '']));
  if (!check) writeFileSync(`${FOLDER}/catalogs/${code}.json`, `${JSON.stringify(after, null, 2)}\n`);
  const found = faultsOf(code, check ? before : after, messages);
  for (const { key, says } of found) console.log(`${code}: ${JSON.stringify(key)} ${says}`);
  console.log(
    `${code}: ${messages.length - new Set(found.map(({ key }) => key)).size} of ${messages.length} messages`,
  );
  faults += found.length;
}
if (!check) {
  const described = Object.fromEntries(messages.map(({ key, ...message }) => [key, message]));
  writeFileSync(`${FOLDER}/messages.json`, `${JSON.stringify(described, null, 2)}\n`);
}
process.exitCode = check && faults > 0 ? 1 : 0;
