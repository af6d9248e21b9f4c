import { parse as parseForm } from 'fast-querystring';

/** A payload as Bolt takes it. */
export type Payload = Record<string, unknown>;

/**
 * Reads the body of one of Slack's requests: JSON for events, a form for commands, a form with JSON in `payload` for
 * interactions. `null` when it is none of these.
 */
export function parsePayload(body: Buffer, contentType: string | undefined): Payload | null {
  const text = body.toString('utf8');
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  try {
    if (type === 'application/json') return record(JSON.parse(text));
    if (type !== 'application/x-www-form-urlencoded') return null;
    // Half the work of URLSearchParams and of node:querystring. Slack sends no name twice.
    const form: Record<string, unknown> = { ...parseForm(text) };
    return typeof form.payload === 'string' ? record(JSON.parse(form.payload)) : form;
  } catch {
    return null;
  }
}

function record(value: unknown): Payload | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;
}
