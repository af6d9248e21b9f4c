import type { ActionResult, Snapshot, Suggestions, UserActions } from '../../slack/desktop.ts';

/** Does something in the person's name. Never throws: an unreachable server is an answer, too. */
export async function postAction<K extends keyof UserActions>(
  action: K,
  body: UserActions[K],
): Promise<ActionResult> {
  try {
    const response = await fetch(`/sandbox/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (isResult(answer)) return answer;
    return { ok: false, error: `http_${response.status}` };
  } catch {
    return { ok: false, error: 'network' };
  }
}

/** Asks the app what an external select offers. Never throws. */
export async function postSuggest(body: UserActions['suggest']): Promise<Suggestions> {
  const answer = await postAction('suggest', body);
  return 'options' in answer && Array.isArray(answer.options)
    ? (answer as Suggestions)
    : { ...answer, options: [] };
}

/** Turns a knob of the sandbox itself; false when it did not answer. */
export async function postControl(name: 'reset' | 'conditions', body: object): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${name}`, request).catch(() => undefined);
  return response?.ok ?? false;
}

function isResult(answer: unknown): answer is ActionResult {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}

/** Reads the workspace for a person; `fresh` forgets ephemeral messages, as Slack does on a reload. */
export async function readState(userId: string, fresh: boolean): Promise<Snapshot | undefined> {
  const response = await fetch(
    `/sandbox/state?user=${encodeURIComponent(userId)}${fresh ? '&fresh=1' : ''}`,
  ).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Snapshot) : undefined;
}

/** Hears every later snapshot; returns the function that stops listening. */
export function listen(
  userId: string,
  heard: (snapshot: Snapshot) => void,
  link: (state: 'live' | 'lost') => void,
): () => void {
  const source = new EventSource(`/sandbox/events?user=${encodeURIComponent(userId)}`);
  source.addEventListener('snapshot', (event) => heard(JSON.parse(event.data) as Snapshot));
  source.addEventListener('open', () => link('live'));
  source.addEventListener('error', () => link('lost'));
  return () => source.close();
}
