import { type ReplyDescription, restOperations, schemaName } from 'api-understudy/provider';
import { checkExists, checkFields, checkKey, checkQuery, readBody } from './checks.ts';
import { commonRefusals } from './errors.ts';
import { newBookId } from './state.ts';
import type { Book, CreateBook, LibraryRule, LibraryStores, ListBooks } from './types.ts';

const defineOperation = restOperations<LibraryStores, unknown>();

const notFound: ReplyDescription = { status: 404, schema: 'refusal', description: 'There is no such book' };

export const createBook = defineOperation({
  name: 'create-book',
  summary: 'Adds a book',
  method: 'POST',
  paths: ['/v1/books'],
  request: schemaName<CreateBook>('create-book.request'),
  replies: [
    {
      status: 201,
      schema: 'book',
      description: 'Added',
      headers: { Location: { description: 'The address of the book.', required: true, 'x-base-url': true } },
    },
    { status: 400, schema: 'refusal', description: 'The body is no JSON object' },
    { status: 422, schema: 'refusal', description: 'Fields are wrong' },
    ...commonRefusals,
  ],
  checks: [checkKey, readBody, checkFields],
  handle: ({ input: { title, author, tags = [] }, request: { baseUrl }, world: { stores, random, clock } }) => {
    const id = newBookId({ stores, random });
    const book = { id, title, author, tags, created_at: new Date(clock.now()).toISOString() };
    stores.books.insert(book);
    return {
      rule: 'library/created' satisfies LibraryRule,
      refused: false,
      status: 201,
      headers: { Location: `${baseUrl}v1/books/${book.id}` },
      schema: 'book',
      body: book,
    };
  },
});

export const listBooks = defineOperation({
  name: 'list-books',
  summary: 'Lists books, page by page',
  method: 'GET',
  paths: ['/v1/books'],
  query: schemaName<ListBooks>('list-books.query'),
  replies: [
    {
      status: 200,
      schema: 'list-books.reply',
      description: 'The books of a page',
      headers: { Link: { description: 'Where the next page is, if there is one.', 'x-base-url': true } },
    },
    { status: 400, schema: 'refusal', description: 'A parameter is wrong' },
    ...commonRefusals,
  ],
  checks: [checkKey, checkQuery],
  handle: ({ query, request, world: { stores } }) => {
    const { page = 1, limit = 2 } = query;
    const found = stores.books.values().filter((book) => fits(book, query));
    const next = new URLSearchParams(request.query);
    next.set('page', String(page + 1));
    next.delete('api_key');
    return {
      rule: 'library/listed' satisfies LibraryRule,
      refused: false,
      status: 200,
      ...(found.length > page * limit && { headers: { Link: `<${request.baseUrl}v1/books?${next}>; rel="next"` } }),
      schema: 'list-books.reply',
      body: { books: found.slice((page - 1) * limit, page * limit) },
    };
  },
});

function fits(book: Book, { author, tag = [] }: ListBooks): boolean {
  return (author === undefined || book.author === author) && tag.every((each) => book.tags.includes(each));
}

export const getBook = defineOperation({
  name: 'get-book',
  summary: 'Shows a book',
  method: 'GET',
  paths: ['/v1/books/:id'],
  replies: [{ status: 200, schema: 'book', description: 'The book' }, notFound, ...commonRefusals],
  checks: [checkKey, checkExists],
  handle: ({ params, world: { stores } }) => ({
    rule: 'library/shown' satisfies LibraryRule,
    refused: false,
    status: 200,
    schema: 'book',
    body: stores.books.get(params.id),
  }),
});

export const deleteBook = defineOperation({
  name: 'delete-book',
  summary: 'Takes a book away',
  method: 'DELETE',
  paths: ['/v1/books/:id'],
  replies: [{ status: 204, description: 'Gone' }, notFound, ...commonRefusals],
  checks: [checkKey, checkExists],
  handle: ({ params, world: { stores } }) => {
    const book = stores.books.get(params.id);
    if (book) stores.books.remove(book);
    return { rule: 'library/deleted' satisfies LibraryRule, refused: false, status: 204 };
  },
});
