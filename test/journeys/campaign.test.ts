import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../support/workplace.ts';
import {
  audited,
  becomes,
  DAY,
  directMessage,
  goTo,
  progress,
  questionTo,
  reply,
  startCampaign,
  stored,
  textOf,
  twoIdle,
} from './campaign-support.ts';
import { buttonsIn, changesIn, query, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const policy = `${defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0LINUS]')}licences: { on_silence: take-back, price: 180, currency: EUR }\n`;
const day = useWorkplace({ policy });
const as = (handle: string) => day.as(handle);

describe('a campaign', () => {
  it('asks each person once; Ada gives hers back, Mia keeps hers, and everybody reads how it went', async () => {
    await twoIdle(day);
    await as('grace').command('/zoom reclaim licenses 14d');
    const preview = textOf(await reply(as('grace'), /whether they still need/));
    expect(preview).toMatch(/Asked: .* with a licence/);
    expect(preview).toMatch(/May save: \*EUR [\d,]+ a year/);
    expect(preview).toMatch(/Without an answer: \*the licence goes back/);
    await as('grace').click(await reply(as('grace'), /whether they still need/), 'confirm:cancel');

    await startCampaign(day);
    const asked = await questionTo(day, 'ada');
    expect(textOf(asked)).toMatch(/Hi Ada/);
    expect(buttonsIn(asked.blocks).map((one) => one.action_id)).toEqual([
      'campaign:keep',
      'campaign:give-back',
      'campaign:keep-until',
    ]);
    await as('ada').click(asked, 'campaign:give-back');
    await as('mia').click(await questionTo(day, 'mia'), 'campaign:keep');
    await directMessage(as('mia'), /You keep your Zoom licence/);
    await directMessage(as('ada'), /free for somebody else/);
    expect(day.user('ada').type).toBe(1);
    expect(day.user('mia').type).toBe(2);
    expect(as('ada').dms().length).toBe(1);
    await progress(day, /Gave it back/);
    expect(await audited(day)).toEqual([
      'answered U0ADA Ada Lovelace give-back',
      'answered U0MIA Mia Chen keep',
    ]);
  });
});
