import {
  type Answer,
  Collection,
  defineProvider,
  drawUnused,
  type ProviderErrors,
  readJsonObject,
  restOperations,
  SchemaSet,
  StateError,
  type StateSpec,
  schemaName,
  type Violation,
} from 'api-understudy/provider';

// A mock of one operation that is complete. Grow it: an operation, its checks in the order of the real API, a rule for each
// thing that it answers, an example for each rule. What it rests on stands in rules.json.

/** What is stored of each item, and shown. */
interface Item {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
}

type Stores = { readonly items: Collection<Item> };
type Rule =
  | 'my-api/unknown-route'
  | 'my-api/too-large'
  | 'my-api/too-much'
  | 'my-api/key'
  | 'my-api/broken-json'
  | 'my-api/fields'
  | 'my-api/created'
  | 'my-api/secret-never-echoed';

const folder = new URL('./', import.meta.url);
const schemas = new SchemaSet<Rule>('my-api', new URL('schemas/', folder));

/** Made up: what the mock accepts, as `GET /_understudy/credentials` shows it. */
const credentials = { api_key: 'made-up-my-api-key' } as const;

/** The only maker of refusals. */
function refuse(
  rule: Rule,
  status: number,
  message: string,
  violations: readonly Violation<Rule>[] = [],
): Answer<Rule> {
  return { rule, violations, refused: true, status, schema: 'refusal', body: { message } };
}

const createItem = restOperations<Stores, unknown>()({
  name: 'create-item',
  summary: 'Creates an item',
  method: 'POST',
  paths: ['/items'],
  request: schemaName<Pick<Item, 'name'>>('create-item.request'),
  replies: [
    { status: 201, schema: 'item', description: 'Created' },
    { status: 400, schema: 'refusal', description: 'The body is no JSON object' },
    { status: 401, schema: 'refusal', description: 'The key is wrong' },
    { status: 413, schema: 'refusal', description: 'The body is too large' },
    { status: 422, schema: 'refusal', description: 'Fields are wrong' },
    { status: 507, schema: 'refusal', description: 'The mock has no room for it' },
  ],
  checks: [
    ({ request }) =>
      request.headers['x-api-key'] === credentials.api_key ? undefined : refuse('my-api/key', 401, 'Unauthorized'),
    (call) => {
      call.input = readJsonObject(call.request);
      return call.input === undefined ? refuse('my-api/broken-json', 400, 'Bad request') : undefined;
    },
    ({ input }) => {
      const violations = schemas.violations('create-item.request', input);
      return violations.length > 0 ? refuse('my-api/fields', 422, 'Unprocessable entity', violations) : undefined;
    },
  ],
  // Ids and times are handed in: the same seed, and the same clock, give the same bytes.
  handle: ({ input: { name }, world: { stores, random, clock } }) => {
    const id = drawUnused(
      () => random.alphanumeric(12),
      (drawn) => stores.items.get(drawn) !== undefined,
    );
    const item = { id, name, created_at: new Date(clock.now()).toISOString() };
    stores.items.insert(item);
    return { rule: 'my-api/created' satisfies Rule, refused: false, status: 201, schema: 'item', body: item };
  },
});

const errors: ProviderErrors<Stores, Rule> = {
  unknownRoute: () => refuse('my-api/unknown-route', 404, 'Not found'),
  tooLarge: () => refuse('my-api/too-large', 413, 'Payload too large'),
  tooMuch: () => refuse('my-api/too-much', 507, 'Insufficient storage'),
  failure: ({ status = 500 }) => ({ refused: true, status, body: { message: 'Internal server error' } }),
};

const state: StateSpec<Stores, { readonly items: readonly Item[] }> = {
  create: () => ({ items: new Collection<Item>({ primary: ({ id }) => id }) }),
  dump: ({ items }) => ({ items: items.values() }),
  seed: ({ stores }, { items }) => {
    for (const [index, item] of items.entries()) {
      if (stores.items.get(item.id)) throw new StateError('my-api', [`/items/${index} has the id of an earlier item`]);
      stores.items.insert(item);
    }
  },
};

// biome-ignore lint/style/noDefaultExport: the default export of a module is what `--provider` takes.
export default defineProvider({
  name: 'my-api',
  title: 'My API',
  hosts: ['my-api.example'],
  upstream: 'https://my-api.example',
  folder,
  schemas,
  credentials,
  secrets: [{ role: 'api_key', in: 'header', name: 'x-api-key' }],
  operations: [createItem],
  errors,
  state,
  samples: { 'create-item': (faker) => ({ name: faker.commerce.productName() }) },
});
