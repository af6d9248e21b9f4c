import { expect, it } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import type { ZoomAccountUser } from '../../../sandbox/zoom/account-user.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask, askForToken } from './ask.ts';

const LONG = '72057594037927936';
const mia = person('mia').zoom?.id ?? '';
const ada = person('ada').zoom?.id ?? '';

const sandbox = await useZoom();

const user = (id: string) => sandbox.account.users.find((one) => one.id === id) as ZoomAccountUser;
const patch = (body: unknown) => ask(sandbox, 'PATCH', `/users/${mia}`, body);
const statusAndCode = async (answer: ReturnType<typeof ask>) => {
  const { status, body } = await answer;
  return [status, (body as { code?: number } | undefined)?.code];
};

it('deactivating takes the bundle, and Zoom Phone with its numbers for good', async () => {
  sandbox.account.workplace = { role: 'add-on', option: '0', seats: { '16': 1 } };
  Object.assign(user(mia), {
    profile: { zoom_one_type: 16n },
    phone: { numbers: ['+441632960001'], plan: 'UK Unlimited' },
  });
  const phone = await ask(sandbox, 'GET', `/phone/users/${mia}`);
  expect(phone.body).toMatchObject({ phone_numbers: [{ number: '+441632960001' }] });
  await ask(sandbox, 'PUT', `/users/${mia}/status`, { action: 'deactivate' });
  await ask(sandbox, 'PUT', `/users/${mia}/status`, { action: 'activate' });
  expect(user(mia)).toMatchObject({ type: 1, phone: null, profile: {} });
  expect(await statusAndCode(ask(sandbox, 'GET', `/phone/users/${mia}`))).toEqual([404, 404]);
  await ask(sandbox, 'PATCH', `/users/${mia}/settings`, { feature: { zoom_phone: true } });
  expect(user(mia).phone?.numbers).toEqual([]);
});

it('a user who becomes Basic schedules for nobody, and nobody for them', async () => {
  Object.assign(user(mia), { assistants: [ada], privateEvents: [ada] });
  await patch({ type: 1 });
  expect(sandbox.account.users.filter((one) => one.assistants.includes(mia))).toEqual([]);
  expect(user(mia)).toMatchObject({ assistants: [], privateEvents: [] });
});

it('a bundle is given and taken as the account’s plan has it', async () => {
  const { account } = sandbox;
  account.workplace = { role: 'base', option: '16', seats: { [LONG]: 1 } };
  expect(await statusAndCode(patch(`{"zoom_one_type":${LONG}}`))).toEqual([204, undefined]);
  const { access_token: token } = (await askForToken(sandbox)).body as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const text = await (await fetch(`${sandbox.apiUrl}/users/${mia}`, { headers })).text();
  expect(text).toContain(`"zoom_one_type":${LONG}`);
  expect(await statusAndCode(patch({ zoom_one_type: 0 }))).toEqual([400, 300]);
  expect(await statusAndCode(patch({ type: 1 }))).toEqual([204, undefined]);
  expect(await statusAndCode(patch({ type: 2 }))).toEqual([204, undefined]);
  expect(user(mia).profile.zoom_one_type).toBe(16n);

  account.workplace = { role: 'add-on', option: '0', seats: {} };
  expect(await statusAndCode(patch({ type: 1 }))).toEqual([400, 300]);
  expect(await statusAndCode(patch({ zoom_one_type: 32 }))).toEqual([400, 2038]);
  expect(await statusAndCode(patch({ zoom_one_type: 0 }))).toEqual([204, undefined]);
  expect(user(mia).type).toBe(1);
  const list = [{ license_type: 'ZOOM_WORKPLACE_BUNDLE', license_option: 16, subscription_id: 'sub-1' }];
  expect(await statusAndCode(patch({ license_info_list: list }))).toEqual([400, 300]);
  account.subscriptions = [{ id: 'sub-1', type: 'ZOOM_WORKPLACE_BUNDLE', option: '16', seats: 1 }];
  expect(await statusAndCode(patch({ license_info_list: list }))).toEqual([204, undefined]);
  expect(user(mia)).toMatchObject({ type: 2, profile: { license_info_list: list } });
});

it('people join and leave groups', async () => {
  const { body } = await ask(sandbox, 'GET', '/groups');
  const [group] = (body as { groups: { id: string; total_members: number }[] }).groups;
  expect(group).toMatchObject({ name: 'Sales', total_members: 0 });
  const members = `/groups/${group?.id}/members`;
  await ask(sandbox, 'POST', members, { members: [{ id: mia }] });
  expect(user(mia).groups).toEqual([group?.id]);
  await ask(sandbox, 'DELETE', `${members}/${mia}`);
  expect(await statusAndCode(ask(sandbox, 'DELETE', `${members}/${mia}`))).toEqual([404, 4131]);
  expect(
    await statusAndCode(ask(sandbox, 'POST', '/groups/none/members', { members: [{ id: mia }] })),
  ).toEqual([404, 4130]);
});
