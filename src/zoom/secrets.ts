/** Replaces secrets in a text into which a server may have echoed them. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '[secret]')),
    text,
  );
}

const secretName = /^(password|host_key|pmi_password|default_password_for_scheduled_meetings)$/;

/** Zoom refuses shorter ones, and hiding them would garble its messages. */
const shortest = 4;

/** The texts in a body whose field's name says that they are secret. */
export function secretsIn(value: unknown, secret = false): string[] {
  if (typeof value === 'string') return secret && value.length >= shortest ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => secretsIn(one, secret || secretName.test(name)));
}
