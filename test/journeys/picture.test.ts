import { expect, it } from 'vitest';
import { reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const upload = (name: string, content: Buffer) => [
  { name, mimetype: 'image/png', content: content.toString('base64') },
];

async function choose(name: string, content: Buffer) {
  await day.as('ada').command('/zoom picture');
  await day.form('ada', 'picture');
  return day.as('ada').submit('top', { picture: upload(name, content) });
}

it('Ada chooses a picture, sees what happens, confirms it, and finds it on her account', async () => {
  const ada = day.as('ada');
  expect(await choose('ada.png', PNG)).toMatchObject({ ok: true });
  const question = await reply(ada, /\?[\s\S]*Cancel/);
  expect(textOf(question)).toContain('Zoom picture: *none* → *ada.png, 1 KB*');
  expect(changesIn(day.place)).toEqual([]);
  await ada.click(question, 'confirm:run');
  const done = await reply(ada, /Your Zoom picture is changed/);
  expect(textOf(done)).toContain('This can’t be undone');
  expect(buttonsIn(done.blocks).map((one) => one.action_id)).toEqual(['command:status']);
  expect(Buffer.from(day.user('ada').picture?.bytes ?? [])).toEqual(PNG);
  await ada.click(done, 'command:status');
  expect(textOf(await reply(ada, /Your Zoom account/))).toMatch(
    /Picture\*\n<http:\/\/[^|]+\/p\/v2\/[^|]+\|Show it>/,
  );
});

it('a file that only calls itself a picture is refused, with the way back to the form', async () => {
  await choose('notes.png', Buffer.from('These are my notes.'));
  const refusal = await reply(day.as('ada'), /\*notes\.png\* isn’t a JPEG, PNG or GIF picture/);
  expect(changesIn(day.place)).toEqual([]);
  await day.as('ada').click(refusal, 'command:picture');
  await day.form('ada', 'picture');
});

it('a picture of more than 2 MB is refused before it is fetched', async () => {
  await choose('large.png', Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]));
  await reply(day.as('ada'), /larger than 2 MB/);
  expect(changesIn(day.place)).toEqual([]);
});

it('what is typed after the command opens the form all the same', async () => {
  await day.as('ada').command('/zoom picture face.png');
  const form = await day.form('ada', 'picture');
  expect(JSON.stringify(form.view.blocks)).toContain('"file_input"');
});

it('the answer is lost on the way after Zoom took the picture: it ends well all the same', async () => {
  await choose('ada.png', PNG);
  const fault = { operation: 'uploadPicture', times: 1, kind: 'reset', afterApplying: true } as const;
  day.place.zoom.faults.add(fault);
  await day.as('ada').click(await reply(day.as('ada'), /\?[\s\S]*Cancel/), 'confirm:run');
  await reply(day.as('ada'), /Your Zoom picture is changed/);
  expect(day.user('ada').picture?.type).toBe('image/png');
});
