import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { memberOf } from './find.ts';

/** `POST /users/{userId}/assistants`: all of the list or none of it. */
export function addAssistants({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = memberOf(account, userId);
  const wanted = readList(body.assistants);
  if (!account.paid) throw new Refusal(400, 200, `Current account must be paid account: ${user.id}`);
  if (user.type !== 2) throw new Refusal(400, 200, `User must be a Pro or Corp user: ${user.id}`);
  const assistants = new Set(wanted.map((one) => checked(account, user, one)));

  for (const assistant of assistants) {
    user.assistants.push(assistant.id);
    changed(user.id, `assistant ${assistant.email} added`);
  }
  const ids = [...assistants].map(({ id }) => id).join(',');
  return { status: 201, body: { ids, add_at: new Date().toISOString() } };
}

/** What names each assistant: an id or an email. */
function readList(list: unknown): string[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > 30) throw invalidFields('assistants');
  return list.map((entry: unknown, index) => {
    const { id, email } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
      string,
      unknown
    >;
    const name = id ?? email;
    if (typeof name !== 'string' || name === '') throw invalidFields(`assistants[${index}].email`);
    return name;
  });
}

function checked(account: ZoomAccount, user: ZoomAccountUser, name: string): ZoomAccountUser {
  const assistant = findUser(account, name);
  if (!assistant) throw new Refusal(400, 200, `Can't find user ${name}.`);
  const { email } = assistant;
  if (assistant === user) throw new Refusal(400, 200, "Can't assign scheduling privilege to yourself.");
  if (assistant.accountId !== account.id) {
    throw new Refusal(400, 200, `User ${email} doesn't belong to current account.`);
  }
  if (assistant.type !== 2) throw new Refusal(400, 200, `User ${email} must be a Pro or Corp user.`);
  if (user.assistants.includes(assistant.id)) {
    throw new Refusal(400, 200, `User ${email} already has the scheduling privilege for you.`);
  }
  return assistant;
}
