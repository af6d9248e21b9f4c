import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function foldersUnder(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  return [folder, ...inside.flatMap((one) => foldersUnder(join(folder, one.name)))];
}

it.each([...foldersUnder('src'), ...foldersUnder('sandbox')])(
  '%s says in a paragraph what lives there',
  (folder) => {
    const file = join(folder, 'README.md');
    expect(existsSync(file)).toBe(true);
    const [title, words, ...more] = readFileSync(file, 'utf8').trim().split('\n\n');
    expect(title).toBe(`# ${folder.split('/').at(-1)}`);
    expect(words?.length).toBeGreaterThan(15);
    expect(words?.length).toBeLessThan(600);
    expect(more).toEqual([]);
  },
);
