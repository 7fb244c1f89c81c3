import { isJsonObject } from '../kit/protocols/json.ts';

/** What a member of somebody's own can be, for callers without types. */
export type Kind = 'text' | 'list' | 'object' | 'folder';

/** How each kind is told, and named. */
export const kinds: Readonly<Record<Kind, { readonly is: (value: unknown) => boolean; readonly words: string }>> = {
  text: { is: (value) => typeof value === 'string' && value !== '', words: 'a text' },
  list: { is: Array.isArray, words: 'a list' },
  object: { is: isJsonObject, words: 'an object' },
  folder: {
    is: (value) => value instanceof URL && value.protocol === 'file:' && value.pathname.endsWith('/'),
    words: "the URL of a folder, with a last slash: new URL('./', import.meta.url)",
  },
};
