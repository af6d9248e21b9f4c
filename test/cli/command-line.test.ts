import { expect, test } from 'vitest';
import { operate } from './run.ts';

test('--help explains each command and its exit codes', async () => {
  for (const name of ['policy', 'audit', 'backup', 'doctor'] as const) {
    const { code, stdout, stderr } = await operate(name, ['--help']);
    expect.soft(stdout).toMatch(new RegExp(`^npm run ${name} `));
    expect.soft(stdout).toContain('Exit code: 0 ');
    expect.soft({ code, stderr }, name).toEqual({ code: 0, stderr: '' });
  }
});

test('invalid arguments are refused with a sentence that says what to type', async () => {
  const cases = [
    ['policy', ['--ofline'], 'There is no option --ofline. Did you mean “--offline”?'],
    ['policy', ['a.yml', 'b.yml'], '“b.yml” is more than this command takes.'],
    ['policy', ['--json'], '--json goes with --replay.'],
    ['audit', [], 'Say verify, export, follow or shorten.'],
    ['audit', ['verfy'], '“verfy” is neither verify, export, follow nor shorten.'],
    ['audit', ['verify', '--output', 'x'], 'verify has no option --output.'],
    ['audit', ['verify', '--head', '5'], '--head must read <number>:<hash>, as verify prints it.'],
    ['audit', ['verify', '--head'], '--head needs a value after it.'],
    ['audit', ['export', '--output', '--since', '7d'], '--output needs a value after it.'],
    ['audit', ['export', '--format', 'xml'], '--format is csv or jsonl, not “xml”.'],
    ['audit', ['export', '--since', '11/01/2026'], '“11/01/2026” is no date. Write it like 2026-11-01'],
    ['backup', [], 'Say where the copy goes: --output <file>.'],
    ['backup', ['--output', 'x', '--with-key=yes'], '--with-key takes no value.'],
  ] as const;
  for (const [name, args, words] of cases) {
    const { code, stdout, stderr } = await operate(name, [...args]);
    const typed = `${name} ${args.join(' ')}`;
    expect.soft(stderr, typed).toContain(words);
    expect.soft(stderr, typed).toContain(`npm run ${name} -- --help shows what there is.`);
    expect.soft({ code, stdout }, typed).toEqual({ code: 2, stdout: '' });
  }
}, 60_000);
