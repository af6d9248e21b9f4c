/** Takes secrets out of a text that a server may have echoed them into. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '[secret]')),
    text,
  );
}
