/** What a line of text is made of, once parsed. Text is already decoded: show it as it is. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emoji'; readonly name: string; readonly glyph: string }
  | { readonly type: 'bold' | 'italic' | 'strike' | 'code'; readonly children: readonly Inline[] }
  | Token;

/** What stands between `<` and `>`. */
export type Token =
  | { readonly type: 'user' | 'channel' | 'group'; readonly id: string; readonly label: string | null }
  | { readonly type: 'broadcast'; readonly range: 'channel' | 'here' | 'everyone' }
  | {
      readonly type: 'link';
      readonly url: string;
      readonly label: string | null;
      /** It stood there as plain text, without `<…>`. */
      readonly bare?: true;
    }
  | {
      readonly type: 'date';
      /** Seconds since 1970, or null when it is no number: then only the fallback can be shown. */
      readonly at: number | null;
      readonly format: string;
      readonly url: string | null;
      readonly fallback: string;
    };

export type TextBlock =
  | { readonly type: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly type: 'quote'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly type: 'pre'; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] };

export interface ListItem {
  readonly marker: string;
  readonly children: readonly Inline[];
}
