/** A file of this machine, as it goes to the local Slack: the usual fields of a file object and its content. */
export interface PickedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly size: number;
  /** Base64. */
  readonly content: string;
}

export async function describeFile(file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return {
    id: `F${crypto.randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    name: file.name,
    title: file.name,
    mimetype: file.type || 'application/octet-stream',
    filetype: file.name.split('.').at(-1)?.toLowerCase() ?? '',
    size: file.size,
    content: btoa(binary),
  };
}

export function isPickedFile(file: unknown): file is PickedFile {
  return typeof file === 'object' && file !== null && 'name' in file && 'size' in file && 'id' in file;
}
