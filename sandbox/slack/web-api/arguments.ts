import type { Context } from 'hono';
import { isRec, parseJson, type Rec } from '../json.ts';

/** What the app sent: its arguments, its token, and whether JSON came without a charset (Slack warns then). */
export interface Received {
  readonly args: Rec;
  readonly token: string | undefined;
  readonly charsetMissing: boolean;
}

/**
 * Reads a call: a form, JSON, or the query; `undefined` when the body is neither. JSON inside a form field is
 * left as text, since only some fields take it.
 */
export async function readArguments(c: Context): Promise<Received | undefined> {
  const type = c.req.header('content-type') ?? '';
  const body = await c.req.text();
  const query = c.req.query();
  const bearer = /^Bearer\s+(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (type.startsWith('application/json')) {
    const args = parseJson(body || '{}');
    if (!isRec(args)) return undefined;
    return { args: { ...query, ...args }, token: bearer, charsetMissing: !type.includes('charset') };
  }
  const form: Rec = type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(body))
    : {};
  const { token, ...args } = { ...query, ...form };
  return { args, token: bearer ?? (typeof token === 'string' ? token : undefined), charsetMissing: false };
}
