import { defineProvider } from 'api-understudy/provider';
import { credentials, folder, schemas } from './checks.ts';
import { errors } from './errors.ts';
import { createBook, deleteBook, getBook, listBooks } from './operations.ts';
import { state, states } from './state.ts';

// A public library: parameters of a query, pages by `Link`, a `Location`, a reply without a body, times, a key in the query.

// biome-ignore lint/style/noDefaultExport: the default export of a module is what `--provider` takes.
export default defineProvider({
  name: 'library',
  title: 'The library',
  hosts: ['api.library.example'],
  upstream: 'https://api.library.example',
  folder,
  schemas,
  credentials,
  secrets: [{ role: 'api_key', in: 'query', name: 'api_key' }],
  operations: [createBook, listBooks, getBook, deleteBook],
  errors,
  state,
  providerStates: states,
  samples: {
    'create-book': (faker) => ({ title: faker.book.title(), author: faker.book.author(), tags: [faker.word.noun()] }),
  },
});
