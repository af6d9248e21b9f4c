/** How an account ends, and who gets what it held. */
export interface Deletion {
  /**
   * `disassociate` (unless told otherwise): the account leaves ours and lives on by itself; the only way for pending
   * users. `delete`: gone for good.
   */
  readonly action?: 'disassociate' | 'delete';
  /** Who gets what is handed over. */
  readonly transferEmail?: string;
  readonly transferMeeting?: boolean;
  readonly transferWebinar?: boolean;
  readonly transferRecording?: boolean;
  readonly transferWhiteboard?: boolean;
  readonly transferClipfiles?: boolean;
  readonly transferNotes?: boolean;
  readonly transferVisitors?: boolean;
  readonly transferDocs?: boolean;
  /** Zoom hands Zoom Events over unless told not to, and then wants to know to whom. */
  readonly transferEvents?: boolean;
  /** The user id is an encrypted email address. */
  readonly encryptedEmail?: boolean;
}

/**
 * The query of deleteUser. The action is always said.
 *
 * @throws {TypeError} for something to be handed over to nobody: Zoom's document does not say whether it would
 * then be lost. A programming error.
 */
export function deletionQuery(deletion: Deletion = {}): Record<string, string> {
  const { action = 'disassociate', transferEmail, encryptedEmail, ...transfers } = deletion;
  const query: Record<string, string> = { action };
  if (encryptedEmail !== undefined) query.encrypted_email = String(encryptedEmail);
  if (transferEmail !== undefined) query.transfer_email = transferEmail;
  for (const [name, wanted] of Object.entries(transfers)) {
    if (wanted === undefined) continue;
    if (wanted && !transferEmail) throw new TypeError(`deleteUser: ${name} needs transferEmail`);
    query[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = String(wanted);
  }
  return query;
}
