import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { oneLine } from '../clean-text.ts';
import type { Files, Picture } from '../commands/context.ts';
import { Refusal } from '../identity/refusal.ts';
import type { WayOut } from '../network/way-out.ts';
import { bold, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { isSlackUrl } from './slack-url.ts';

/** Zoom takes pictures of at most 2 MB. */
export const MAX_PICTURE = 2 * 1024 * 1024;
const TIMEOUT = 10_000;

const fileInfo = z.looseObject({
  id: z.string(),
  name: z.string().transform(oneLine).nullish(),
  user: z.string().optional(),
  size: z.number().optional(),
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
});

/**
 * Fetches pictures that people put into a form: only their own uploads, only from Slack's hosts, and never more than
 * 2 MB. The first bytes decide whether it is a picture, not the name. Needs the scope `files:read`.
 */
export function createFiles(deps: {
  slack: WebClient;
  slackApiUrl: string;
  botToken: string;
  fetch: WayOut['fetch'];
}): Files {
  return {
    async picture(id, uploader) {
      const info = fileInfo.parse((await deps.slack.files.info({ file: id })).file);
      if (info.user !== uploader) throw unusable(md`This isn’t a file that you uploaded.`);
      if ((info.size ?? 0) > MAX_PICTURE) throw tooLarge();
      const url = info.url_private_download ?? info.url_private ?? '';
      if (!isSlackUrl(url, deps.slackApiUrl)) throw unusable(md`I can’t reach this file in Slack.`);
      const content = await download(deps.fetch, url, deps.botToken);
      const type = typeOf(content);
      if (!type) throw noPicture(info.name);
      return { name: info.name || `picture.${type.slice('image/'.length)}`, type, content };
    },
  };
}

async function download(
  fetch: WayOut['fetch'],
  url: string,
  token: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  // Who may not have a file is led to Slack's sign-in page, or gets it.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  if (!answer.ok || !answer.body || isPage) throw unusable(md`Slack didn’t give me this file.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > MAX_PICTURE) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) throw unusable(md`This file is empty.`);
  return Buffer.concat(chunks);
}

/** The kind of picture by its first bytes. */
function typeOf(content: Uint8Array): Picture['type'] | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => content[i] === byte);
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return starts(0x47, 0x49, 0x46, 0x38) ? 'image/gif' : undefined;
}

function unusable(says: Mrkdwn): Refusal {
  return new Refusal('input', { says, next: md`Choose another picture and try again.` });
}

function tooLarge(): Refusal {
  return unusable(md`This picture is larger than 2 MB, which is Zoom’s limit.`);
}

function noPicture(name: string | null | undefined): Refusal {
  return unusable(
    name
      ? md`${bold(name)} isn’t a JPEG, PNG or GIF picture.`
      : md`This file isn’t a JPEG, PNG or GIF picture.`,
  );
}
