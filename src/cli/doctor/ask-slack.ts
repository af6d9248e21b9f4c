import { z } from 'zod';

const bodySchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

export interface SlackAnswer {
  readonly ok: boolean;
  /** Slack's word for what is wrong, or a short technical reason when no answer came; empty when all is well. */
  readonly error: string;
  readonly team: string;
  /** The scopes that the token has; `null` when Slack did not say. */
  readonly scopes: readonly string[] | null;
  readonly date: string | null;
}

/** One plain call of Slack's Web API, with the headers that its client keeps to itself. It never throws. */
export async function askSlack(apiUrl: string, method: string, token: string): Promise<SlackAnswer> {
  try {
    const answer = await fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    const body = bodySchema.safeParse(await answer.json().catch(() => undefined));
    const scopes = answer.headers.get('x-oauth-scopes');
    return {
      ok: body.success && body.data.ok,
      error: body.success ? (body.data.error ?? '') : `HTTP ${answer.status}, and not in Slack's words`,
      team: body.data?.team ?? '',
      scopes: scopes === null ? null : scopes.split(',').map((scope) => scope.trim()),
      date: answer.headers.get('date'),
    };
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return { ok: false, error: code ?? (error as Error).name, team: '', scopes: null, date: null };
  }
}
