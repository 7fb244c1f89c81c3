import {
  type Answer,
  Collection,
  defineProvider,
  readJsonObject,
  restOperations,
  SchemaSet,
  StateError,
  schemaName,
} from 'api-understudy/provider';

// The bells of a tower: the smallest API that is complete, as somebody outside of this project writes one.

interface Bell {
  readonly name: string;
  readonly rung_at: string;
}

type Stores = { readonly bells: Collection<Bell> };
type Rule =
  | 'bells/unknown-route'
  | 'bells/too-large'
  | 'bells/key'
  | 'bells/name'
  | 'bells/rung'
  | 'bells/secret-never-echoed';

const folder = new URL('./', import.meta.url);
const schemas = new SchemaSet('bells', new URL('schemas/', folder));
const credentials = { api_key: 'made-up-bell-key' };

function refuse(rule: Rule, status: number, error: string): Answer<Rule> {
  return { rule, refused: true, status, schema: 'refusal', body: { error } };
}

const ring = restOperations<Stores, unknown>()({
  name: 'ring-bell',
  summary: 'Rings a bell',
  method: 'POST',
  paths: ['/bells'],
  request: schemaName<Pick<Bell, 'name'>>('bell'),
  replies: [
    { status: 201, schema: 'rung', description: 'It rang' },
    { status: 400, schema: 'refusal', description: 'It has no name' },
    { status: 401, schema: 'refusal', description: 'The key is wrong' },
    { status: 413, schema: 'refusal', description: 'The body is too large' },
  ],
  checks: [
    ({ request }) =>
      request.headers['x-key'] === credentials.api_key ? undefined : refuse('bells/key', 401, 'no key'),
    (call) => {
      call.input = readJsonObject(call.request) ?? {};
      return schemas.violations('bell', call.input).length > 0 ? refuse('bells/name', 400, 'no name') : undefined;
    },
  ],
  handle: ({ input: { name }, world: { stores, clock } }) => {
    const bell = { name, rung_at: new Date(clock.now()).toISOString() };
    const known = stores.bells.get(name);
    if (known) stores.bells.replace(known, bell);
    else stores.bells.insert(bell);
    return { rule: 'bells/rung' satisfies Rule, refused: false, status: 201, schema: 'rung', body: bell };
  },
});

// biome-ignore lint/style/noDefaultExport: the default export of a module is what `--provider` takes.
export default defineProvider({
  name: 'bells',
  title: 'The bells of a tower',
  hosts: ['api.bells.example'],
  upstream: 'https://api.bells.example',
  folder,
  schemas,
  credentials,
  secrets: [{ role: 'api_key', in: 'header', name: 'x-key' }],
  operations: [ring],
  errors: {
    unknownRoute: () => refuse('bells/unknown-route', 404, 'no such address'),
    tooLarge: () => refuse('bells/too-large', 413, 'too large'),
    tooMuch: () => refuse('bells/too-large', 507, 'no room'),
    failure: ({ status = 500 }) => ({ refused: true, status, body: { error: 'cracked' } }),
  },
  state: {
    create: (): Stores => ({ bells: new Collection<Bell>({ primary: ({ name }) => name }) }),
    dump: ({ bells }) => ({ bells: bells.values() }),
    seed: ({ stores }, seed: { readonly bells: readonly Bell[] }) => {
      for (const [index, bell] of seed.bells.entries()) {
        if (stores.bells.get(bell.name))
          throw new StateError('bells', [`/bells/${index} has the name of an earlier bell`]);
        stores.bells.insert(bell);
      }
    },
  },
  samples: { 'ring-bell': (faker) => ({ name: faker.word.noun() }) },
});
