import { describe, expect, it } from 'vitest';
import { askDatabase } from '../simulation/ask-database.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { until } from './support.ts';

const policy = `${defaultPolicy}licences: {}\n`;
const isCounting = /I’m counting your licences/;
const isCounted = /Your licences are counted/;
/** A busy machine needs more time than people would. */
const PATIENCE = 30_000;

/** Begins a scan, and holds it where it asks Zoom this. */
async function holdScanAt(place: OwnProcess, operation: string): Promise<void> {
  place.zoom.faults.add({ operation, kind: 'hang', times: 99 });
  await place.slack.as('grace').command('/zoom licences refresh');
  await directMessage(place.slack.as('grace'), isCounting, PATIENCE);
  await until(() => place.zoom.calls.some((one) => one.operation === operation));
}

/** Starts it again. A killed process holds its scan for half a minute: nobody waits for that here. */
async function comeBack(place: OwnProcess): Promise<void> {
  place.zoom.faults.clear();
  await askDatabase(place.database, 'UPDATE licence_scans SET lease_until = 0');
  await place.start();
}

async function expectCountedOnce(place: OwnProcess): Promise<void> {
  const grace = place.slack.as('grace');
  await directMessage(grace, isCounted, PATIENCE);
  const told = grace.dms().filter((one) => isCounting.test(textOf(one)) || isCounted.test(textOf(one)));
  expect(told, 'the message about the scan is changed, not sent again').toHaveLength(1);
  await grace.command('/zoom licences');
  await reply(grace, /3 of 20 Zoom licences are free/, PATIENCE);
  await place.stop();
  const scans = await askDatabase(place.database, 'SELECT state FROM licence_scans');
  expect(scans).toMatchObject([{ state: 'done' }]);
  const days = await askDatabase(place.database, 'SELECT used FROM licence_days');
  expect(days.map((one) => Number(one.used))).toEqual([17]);
  const twice = 'SELECT zoom_id FROM licence_seats GROUP BY zoom_id HAVING count(*) > 1';
  expect(await askDatabase(place.database, twice)).toEqual([]);
}

/** What cuts a scan off, where it is held then, and in which store. */
const cases = [
  ['a stop', 'getUser', 'sqlite'],
  ['a kill', 'reportHosts', 'postgres'],
] as const;

describe.concurrent('a scan for idle licences is cut off', () => {
  it.each(cases)(
    'by %s at %s on %s: the next start goes on, and it is told once',
    async (end, operation, store) => {
      const place = await openOwnProcess(store, { policy });
      try {
        await place.start();
        await holdScanAt(place, operation);
        if (end === 'a kill') await place.kill();
        else expect(await place.stop()).toMatchObject({ code: 0 });
        expect(await askDatabase(place.database, 'SELECT 1 FROM licence_days')).toEqual([]);
        await comeBack(place);
        await expectCountedOnce(place);
      } finally {
        await place.close();
      }
    },
  );
});
