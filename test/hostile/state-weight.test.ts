import { expect, test } from 'vitest';
import { getresponse } from '../../mocks/getresponse/provider.ts';
import { leadconnector } from '../../mocks/leadconnector/provider.ts';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { sensorpro } from '../../mocks/sensorpro/provider.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { usualBounds } from '../../src/kit/world/bounds.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { heldBytes } from '../support/held-bytes.ts';

const mebibyte = 1_048_576;
const connection_id = '5cfa283a2e9096000b440d51';

interface Shape {
  readonly shape: string;
  readonly provider: Provider;
  readonly member: string;
  readonly count: number;
  make(index: number): object;
}

function account(index: number) {
  return { email: `robin.${index}@xmpl.net`, name: `Robin ${index}`, phone: '+380963333333', connection_id };
}

function user(index: number, more: object) {
  const names = {
    id: `user${index}`.padEnd(20, 'x'),
    companyId: 've9EPM428h8vShlRW1KT',
    firstName: 'a',
    lastName: 'b',
    email: `a${index}@xmpl.net`,
  };
  const rest = {
    type: 'account',
    role: 'user',
    locationIds: [],
    permissions: {},
    scopes: [],
    scopesAssignedToOnly: [],
  };
  return { ...names, ...rest, twilioPhone: {}, platformLanguage: 'en_US', ...more };
}

const shapes: readonly Shape[] = [
  { shape: 'usual accounts', provider: leeloo, member: 'accounts', count: 20_000, make: account },
  {
    shape: 'accounts with a wide name',
    provider: leeloo,
    member: 'accounts',
    count: 300,
    make: (index) => ({ ...account(index), name: 'ж'.repeat(20_000) }),
  },
  {
    shape: 'accounts that are wide by one character',
    provider: leeloo,
    member: 'accounts',
    count: 300,
    make: (index) => ({ ...account(index), name: `ж${'x'.repeat(20_000)}` }),
  },
  {
    shape: 'accounts with a long narrow name beside a wide text',
    provider: leeloo,
    member: 'accounts',
    count: 300,
    make: (index) => ({ ...account(index), name: 'x'.repeat(20_000), phone: 'ж' }),
  },
  {
    shape: 'users with names of their own',
    provider: leadconnector,
    member: 'users',
    count: 2_000,
    make: (index) =>
      user(index, {
        twilioPhone: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`l${index}-${at}`, '+18832327657'])),
      }),
  },
  {
    shape: 'a user with very many names',
    provider: leadconnector,
    member: 'users',
    count: 3,
    make: (index) =>
      user(index, {
        twilioPhone: Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`l${index}-${at}`, '+18832327657'])),
      }),
  },
  {
    shape: 'users with long lists',
    provider: leadconnector,
    member: 'users',
    count: 20,
    make: (index) =>
      user(index, { scopes: Array.from({ length: 10_000 }, () => 'contacts.write'), profilePhoto: `${index}` }),
  },
  {
    shape: 'organizations',
    provider: sensorpro,
    member: 'organizations',
    count: 10_000,
    make: (index) => ({
      Company: `c${index}`,
      APIKey: `${index}`.padStart(32, '0'),
      Parent: '',
      ShareCredit: true,
      CopyAuthorizedSenderEmail: false,
    }),
  },
  {
    shape: 'accounts with three keys',
    provider: getresponse,
    member: 'accounts',
    count: 5_000,
    make: (index) => ({
      ...{ ACCOUNT_ID: `a${index}`, first_name: 'a', last_name: 'b', email: `a${index}@xmpl.net`, phone: '1' },
      ...{ country_code: 'PL', country: 'Poland', city: 'c', street: 's', zip_code: '1' },
      campaign: { name: `n${index}`, confirmation_subject: 'Tk5E', confirmation_body: 'Bw2E', optin: 'double' },
    }),
  },
];

/** A state as it comes: each text in it is one of its own. */
function stateOf({ provider, member, count, make }: Shape): unknown {
  const others = provider === sensorpro ? { users: [] } : {};
  return JSON.parse(JSON.stringify({ [member]: Array.from({ length: count }, (_, index) => make(index)), ...others }));
}

test.each(shapes)('$shape take no more memory than they count', (shape) => {
  const sessions = new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) });
  // Compiles schemas, and leaves what does not grow.
  sessions.load('first').replaceState(shape.provider, stateOf({ ...shape, count: 1 }));
  const before = heldBytes();
  sessions.load('one').replaceState(shape.provider, stateOf(shape));
  const held = heldBytes() - before;
  const { bytes } = sessions.load('one').world(shape.provider);
  expect(held).toBeGreaterThan(mebibyte);
  expect(held).toBeLessThan(bytes + mebibyte / 4);
});

test('a session has room for many more accounts than a hundred thousand', () => {
  const sessions = new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) });
  sessions.load('one').replaceState(leeloo, { accounts: Array.from({ length: 1_000 }, (_, index) => account(index)) });
  expect(sessions.load('one').world(leeloo).bytes * 400).toBeLessThan(512 * mebibyte);
  expect(usualBounds.sessionState).toBeLessThanOrEqual(512 * mebibyte);
});
