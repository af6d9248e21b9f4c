import { expect, test } from 'vitest';
import { operate } from './run.ts';

test.each(['policy', 'audit', 'backup'] as const)(
  'npm run %s -- --help says what it does and how it ends',
  async (name) => {
    const { code, stdout, stderr } = await operate(name, ['--help']);
    expect(stdout).toMatch(new RegExp(`^npm run ${name} `));
    expect(stdout).toContain('Exit code: 0 ');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
);

test.each([
  ['policy', ['--ofline'], 'There is no option --ofline. Did you mean “--offline”?'],
  ['policy', ['a.yml', 'b.yml'], '“b.yml” is more than this command takes.'],
  ['audit', [], 'Say verify or export.'],
  ['audit', ['verfy'], '“verfy” is neither verify nor export.'],
  ['audit', ['verify', '--output', 'x'], 'verify has no option --output.'],
  ['audit', ['verify', '--head', '5'], '--head must read <number>:<hash>, as verify prints it.'],
  ['audit', ['verify', '--head'], '--head needs a value after it.'],
  ['audit', ['export', '--output', '--since', '7d'], '--output needs a value after it.'],
  ['audit', ['export', '--format', 'xml'], '--format is csv or jsonl, not “xml”.'],
  ['audit', ['export', '--since', '11/01/2026'], '“11/01/2026” is no date. Write it like 2026-11-01'],
  ['backup', [], 'Say where the copy goes: --output <file>.'],
  ['backup', ['--output', 'x', '--with-key=yes'], '--with-key takes no value.'],
] as const)(
  'npm run %s -- %j is not understood, and says what to type instead',
  async (name, args, words) => {
    const { code, stdout, stderr } = await operate(name, [...args]);
    expect(stderr).toContain(words);
    expect(stderr).toContain(`npm run ${name} -- --help shows what there is.`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  },
);
