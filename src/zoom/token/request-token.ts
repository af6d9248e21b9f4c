import { z } from 'zod';
import { readBody } from '../answer.ts';
import { type CallInfo, classifyToken, lost } from '../errors/classify.ts';
import { type HttpFault, send } from '../http.ts';
import type { ZoomOptions } from '../options.ts';
import { readAnswer } from '../read-answer.ts';
import { withRetries } from '../retry.ts';
import { hideSecrets } from '../secrets.ts';

const answerSchema = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3_600),
  scope: z.string().default(''),
  api_url: z.string().optional(),
});

export const tokenSchema = z.object({
  value: z.string().min(1),
  issuedAt: z.number(),
  expiresAt: z.number(),
  /** Base of the API as Zoom names it, such as `https://api-eu.zoom.us`. */
  apiUrl: z.string().optional(),
});

/** An access token; times in milliseconds since the epoch, `expiresAt` a minute before Zoom's own. */
export type Token = z.output<typeof tokenSchema>;

const call: CallInfo = { operation: 'token', changes: false };

/** A token counts as expired this long before it does at Zoom, so that none expires on its way. */
const margin = 60_000;

/** What Zoom grants: a token, the scopes that the app has, and the date by Zoom's clock. */
export interface Granted {
  readonly token: Token;
  readonly scopes: readonly string[];
  readonly date: string | undefined;
}

type Options = Omit<ZoomOptions, 'cache'> & { timeoutMs: number };

/** Asks Zoom for an access token. @throws {ZoomError} with operation `token`. */
export async function requestToken(options: Options): Promise<Token> {
  return (await requestGrant(options)).token;
}

/**
 * Asks Zoom for an access token and returns everything that it grants. The parameters go in the body: in the query string
 * some accounts are answered 400. Asking twice does no harm: several tokens may be valid at once.
 *
 * @throws {ZoomError} with operation `token`.
 */
export async function requestGrant(options: Options): Promise<Granted> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const form = new URLSearchParams({ grant_type: 'account_credentials', account_id: options.accountId });
  const basic = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64');

  return withRetries({ idempotent: true, signal: deadline, logger: options.logger }, async () => {
    const issuedAt = Date.now();
    const answer = await send(
      {
        operation: 'token',
        method: 'POST',
        url: options.oauthUrl,
        headers: { Authorization: `Basic ${basic}`, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      },
      deadline,
      options.telemetry,
      options.wayOut,
    ).catch((fault: HttpFault) => {
      throw lost(call, fault, deadline);
    });
    const body = readBody(answer.text);
    const well = answer.status >= 200 && answer.status < 300 && body.kind === 'json';
    const { data: token, oddities } = readAnswer(answerSchema, well ? body.value : undefined);
    if (!token) {
      if (well) options.logger.warn({ zoom: 'token', oddities }, 'Zoom: an answer that cannot be read');
      throw classifyToken(answer, readBody(hideSecrets(answer.text, [options.clientSecret, basic])));
    }
    const expiresAt = issuedAt + token.expires_in * 1_000 - margin;
    return {
      token: { value: token.access_token, issuedAt, expiresAt, apiUrl: token.api_url },
      scopes: token.scope.split(/[\s,]+/).filter(Boolean),
      date: answer.headers.date,
    };
  });
}
