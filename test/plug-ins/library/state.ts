import {
  Collection,
  drawUnused,
  providerStates,
  StateError,
  type StateSpec,
  type World,
} from 'api-understudy/provider';
import { credentials } from './checks.ts';
import type { Book, LibraryStores } from './types.ts';

export const state: StateSpec<LibraryStores, { readonly books: readonly Book[] }> = {
  create: () => ({ books: new Collection<Book>({ primary: ({ id }) => id }) }),
  dump: ({ books }) => ({ books: books.values() }),
  seed: ({ stores }, { books }) => {
    for (const [index, book] of books.entries()) {
      if (stores.books.get(book.id)) throw new StateError('library', [`/books/${index} has the id of an earlier book`]);
      stores.books.insert(book);
    }
  },
};

/** An id that no book has. */
export function newBookId({ stores, random }: Pick<World<LibraryStores>, 'stores' | 'random'>): string {
  return drawUnused(
    () => random.alphanumeric(8),
    (id) => stores.books.get(id) !== undefined,
  );
}

const defineState = providerStates<LibraryStores>();

export const states = [
  defineState({
    name: 'a library book exists',
    params: { author: 'Le Guin' },
    apply: ({ stores, random, clock }, { author }) => {
      const id = newBookId({ stores, random });
      const created_at = new Date(clock.now()).toISOString();
      stores.books.insert({ id, title: 'The Dispossessed', author, tags: [], created_at });
      return { id, author, api_key: credentials.api_key };
    },
    applyReal: async (api, { author }) => {
      const { body } = await api.call({
        method: 'POST',
        path: `/v1/books?api_key=${api.credential('api_key')}`,
        headers: { 'Content-Type': 'application/json' },
        body: { title: 'The Dispossessed', author },
      });
      return { id: String(Object(body).id), author, api_key: api.credential('api_key') };
    },
  }),
];
