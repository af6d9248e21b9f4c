import type { FetchFunction, FilesGetUploadURLExternalResponse, WebClient } from '@slack/web-api';
import type { FileContent } from '../notifications/messenger.ts';
import { escapeMrkdwn } from '../views/escape.ts';
import { cutPlain } from '../views/mrkdwn.ts';

const TIMEOUT = 30_000;
/** Slack takes descriptions of so many characters (error `alt_txt_too_large`). */
const ALT_MAX = 1_000;

/**
 * Uploads a file and shows it in a channel or a direct message. The SDK's `uploadV2` does the same, but sends a picture's
 * description under a name that Slack's method does not know (`alt_text`), so it would be lost.
 *
 * @see https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export async function uploadFile(
  deps: { readonly slack: WebClient; readonly fetch: FetchFunction },
  channel: string,
  { name, content, words, alt }: FileContent,
): Promise<void> {
  const place: FilesGetUploadURLExternalResponse = await deps.slack.apiCall('files.getUploadURLExternal', {
    filename: name,
    length: content.byteLength,
    // Slack loses files that are no pictures when they have a description (python-slack-sdk issue 1818).
    ...(alt ? { alt_txt: cutPlain(alt.words, ALT_MAX) } : {}),
  });
  const { upload_url: url, file_id: id } = place;
  if (!url || !id) throw new Error('Slack named no place for the file');
  const body = new FormData();
  body.append('file', new Blob([Buffer.from(content)]), name);
  const answer = await deps.fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(TIMEOUT),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Slack did not take the file: ${answer.status}`);
  await deps.slack.files.completeUploadExternal({
    files: [{ id, title: name }],
    channel_id: channel,
    ...(words ? { initial_comment: escapeMrkdwn(words.words) } : {}),
  });
}
