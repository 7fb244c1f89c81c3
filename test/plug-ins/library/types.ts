import type { Call, Collection } from 'api-understudy/provider';

/** A book as it is stored and shown. */
export interface Book {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly created_at: string;
}

export type CreateBook = Pick<Book, 'title' | 'author'> & Partial<Pick<Book, 'tags'>>;

export interface ListBooks {
  readonly author?: string;
  readonly tag?: readonly string[];
  readonly page?: number;
  readonly limit?: number;
}

export type LibraryStores = { readonly books: Collection<Book> };
export type LibraryCall<Input = unknown> = Call<Input, LibraryStores>;

export type LibraryRule =
  | 'library/unknown-route'
  | 'library/too-large'
  | 'library/too-much'
  | 'library/key'
  | 'library/broken-json'
  | 'library/fields'
  | 'library/query'
  | 'library/not-found'
  | 'library/created'
  | 'library/shown'
  | 'library/listed'
  | 'library/deleted'
  | 'library/secret-never-echoed';
