import type { Secrets } from '../commands/field.ts';
import type { Request } from './request.ts';
import type { RequestStore, Submission } from './request-store.ts';
import type { SecretStore } from './secret-store.ts';

export interface RecordDeps {
  readonly requests: RequestStore;
  readonly secretStore: SecretStore;
}

/**
 * Records a change durably, before Slack is acknowledged. The worker goes on with it when it is woken afterwards, or
 * another process does once this one's lease is over.
 *
 * @param secrets what was typed into secret fields; it stays in this process's memory
 * @returns `null` when this very payload was recorded before
 */
export async function record(
  { requests, secretStore }: RecordDeps,
  submission: Submission,
  secrets?: Secrets,
): Promise<Request | null> {
  const request = await requests.record(submission);
  if (request && secrets) secretStore.keep(request.id, secrets);
  return request;
}

/** Whether the bot is working on a request, so that the requester has no answer yet. */
export async function isInProgress(
  { requests }: Pick<RecordDeps, 'requests'>,
  requestId: string,
): Promise<boolean> {
  const request = await requests.find(requestId);
  return request !== null && ['received', 'approved', 'running'].includes(request.state);
}
