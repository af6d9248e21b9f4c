import { readFileSync } from 'node:fs';

/** A block of code on a page of the documentation, and the heading that it stands under. */
export interface Block {
  readonly heading: string;
  readonly code: string;
}

/** The page's blocks in this language, in order. */
export function blocksOf(file: string, language: string): Block[] {
  const found = readFileSync(file, 'utf8').matchAll(/^##+ (.+)$|^```(\w*)\n([\s\S]+?)^```$/gm);
  let heading = '';
  return [...found].flatMap(([, title, written, code]) => {
    heading = title ?? heading;
    return code && written === language ? [{ heading, code }] : [];
  });
}

/** All of the code under this heading; throws when there is none. */
export function codeUnder(blocks: readonly Block[], heading: string): string {
  const found = blocks.filter((one) => one.heading === heading);
  if (found.length === 0) throw new Error(`No code under “${heading}”`);
  return found.map((one) => one.code).join('');
}
