/** Something that the author of a policy should know. */
export interface Remark {
  /** Where in the file it belongs: keys and positions from its top. */
  readonly path: readonly (string | number)[];
  /** What is wrong and how to mend it, in whole sentences. */
  readonly says: string;
}

/** A remark with the line that it is about; `null` where nothing in the file is, as with what is missing. */
export interface PlacedRemark extends Remark {
  readonly line: number | null;
}

/** "policy.yml, line 7: …": a remark as it stands alone. */
export function remarkWords({ line, says }: PlacedRemark, fileName: string): string {
  return `${fileName}${line === null ? '' : `, line ${line}`}: ${says}`;
}
