import { expect, it } from 'vitest';
import { createTriggerMemory } from '../../src/slack/receiver-pipeline.ts';

it('recognises a repeated trigger, keeps a bounded number of them and ignores payloads without one', () => {
  const isRepeated = createTriggerMemory();
  expect([isRepeated('1.a'), isRepeated('1.b'), isRepeated('1.a')]).toEqual([false, false, true]);
  for (let i = 0; i < 20_000; i++) isRepeated(`${i}`);
  expect([isRepeated('19999'), isRepeated('1.a')]).toEqual([true, false]);
  expect([isRepeated(undefined), isRepeated(undefined)]).toEqual([false, false]);
});
