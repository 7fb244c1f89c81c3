import { expect, test } from 'vitest';
import { leadconnector } from '../../mocks/leadconnector/provider.ts';
import { sensorpro } from '../../mocks/sensorpro/provider.ts';
import type { SensorproStores } from '../../mocks/sensorpro/stores.ts';
import { seededRandom } from '../../src/kit/world/random.ts';
import type { SavedState, SavedWorld } from '../../src/kit/world/saved-world.ts';
import type { World } from '../../src/kit/world/world.ts';
import { type StateKeeper, StateNotKeptError } from '../../src/sessions/state-keeper.ts';
import { MemoryStore } from '../../src/stores/memory.ts';

const settings = { seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) };

const user = {
  Organization: 'Loxley',
  User: 'robin@sherwood.example',
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: true,
  APIUser: true,
  EnableAdvancedEdit: true,
  Password: 'Merry-Men-1',
};
const organization = {
  Company: 'Loxley',
  APIKey: '0123456789abcdef0123456789abcdef',
  Parent: '',
  ShareCredit: false,
  CopyAuthorizedSenderEmail: false,
};
const state = { organizations: [organization], users: [user] };

test('a session gets back what its snapshot holds: records, digests and ids', () => {
  const session = new MemoryStore(settings).load('one');
  session.replaceState(sensorpro, state);
  session.world(sensorpro).random.uuid();
  const snapshot = session.snapshot();
  const next = session.world(sensorpro).random.uuid();
  session.replaceState(sensorpro, { organizations: [], users: [] });
  session.world(leadconnector).random.uuid();
  session.restore(snapshot);
  const world = session.world(sensorpro);
  expect(world.stores.users.get('loxley/robin@sherwood.example')?.digest).toBe(world.digest(user.Password));
  expect(world.random.uuid()).toBe(next);
  expect(session.world(leadconnector).random.drawn).toBe(0);
});

test('a snapshot is restored in other sessions, as often as one likes, and stays as it was', () => {
  const sessions = new MemoryStore(settings);
  const [first, second] = [sessions.load('one'), sessions.load('two')];
  first.replaceState(sensorpro, state);
  const snapshot = first.snapshot();
  second.restore(snapshot);
  second.replaceState(sensorpro, { organizations: [], users: [] });
  second.restore(snapshot);
  expect(second.world(sensorpro).stores.users.size).toBe(first.world(sensorpro).stores.users.size);
  expect(JSON.stringify(snapshot)).toBe('{}');
});

test("refuses another server's snapshot, whose digests it cannot compare", () => {
  const other = new MemoryStore({ ...settings, digestKey: Buffer.alloc(32, 1) }).load('one');
  const session = new MemoryStore(settings).load('one');
  expect(() => session.restore(other.snapshot())).toThrow(TypeError);
});

test('refuses what is no snapshot', () => {
  const session = new MemoryStore(settings).load('one');
  // @ts-expect-error an object that only looks like one
  expect(() => session.restore({})).toThrow('it is no snapshot');
});

test('ids go on behind the earlier draws', () => {
  const all = seededRandom(1, 'x');
  all.uuid();
  all.hex(7);
  const drawn = all.drawn;
  const next = [all.alphanumeric(20), all.uuid()];
  const later = seededRandom(1, 'x', drawn);
  expect([later.alphanumeric(20), later.uuid()]).toEqual(next);
  expect(later.drawn).toBe(all.drawn);
});

/** Keeps everything in memory, or refuses to. */
class MemoryKeeper implements StateKeeper {
  readonly saved: SavedState = new Map();
  readonly told: string[] = [];
  isFull = false;

  keeps(provider: string): boolean {
    return this.told.some((line) => line.startsWith(provider));
  }

  change(provider: string, changes: readonly { readonly key: string }[]): void {
    this.#tell(`${provider} ${changes.map(({ key }) => key).join()}`);
  }

  replaceWorld(provider: string, { stores }: SavedWorld): void {
    this.#tell(`${provider} ${Object.keys(stores).join()}`);
  }

  replaceAll(state: SavedState): void {
    this.#tell([...state.keys()].join());
  }

  #tell(line: string): void {
    if (this.isFull) throw new StateNotKeptError('Cannot keep this: the disk is full. Make room.');
    this.told.push(line);
  }
}

test('only the kept session tells its keeper, and only of what is kept', () => {
  const keeper = new MemoryKeeper();
  const sessions = new MemoryStore({ ...settings, kept: { id: 'kept', keeper } });
  for (const id of ['kept', 'other']) {
    const world = sessions.load(id).world(sensorpro);
    const [own] = world.stores.users.values();
    if (!own) throw new Error('The mock has a user of its own.');
    for (const User of ['tuck@sherwood.example', 'marian@sherwood.example']) {
      world.transaction(
        () => world.stores.users.insert({ ...own, User }),
        () => true,
      );
    }
    world.transaction(
      () => world.stores.users.remove(own),
      () => false,
    );
  }
  sessions.load('kept').replaceState(sensorpro, state);
  sessions.load('kept').reset();
  expect(keeper.told).toEqual([
    'sensorpro organizations,users,tokens',
    expect.stringMatching(/^sensorpro .*\/marian@sherwood\.example$/),
    'sensorpro organizations,users,tokens',
    '',
  ]);
});

function removeUsers({ stores: { users } }: World<SensorproStores>): void {
  for (const each of users.values()) users.remove(each);
}

test('leaves everything as it was when the keeper cannot keep a change', () => {
  const keeper = new MemoryKeeper();
  const session = new MemoryStore({ ...settings, kept: { id: 'kept', keeper } }).load('kept');
  session.replaceState(sensorpro, state);
  const world = session.world(sensorpro);
  keeper.isFull = true;
  expect(() =>
    world.transaction(
      () => removeUsers(world),
      () => true,
    ),
  ).toThrow(StateNotKeptError);
  expect(() => session.replaceState(sensorpro, { organizations: [], users: [] })).toThrow(StateNotKeptError);
  expect(() => session.reset()).toThrow(StateNotKeptError);
  expect(session.world(sensorpro)).toBe(world);
  expect(world.stores.users.size).toBe(2);
});

test('what a request changes in a world that was reset meanwhile is not kept', () => {
  const keeper = new MemoryKeeper();
  const session = new MemoryStore({ ...settings, kept: { id: 'kept', keeper } }).load('kept');
  const world = session.world(sensorpro);
  session.reset();
  world.transaction(
    () => removeUsers(world),
    () => true,
  );
  expect(keeper.told).toEqual(['']);
});

test('the kept session is never dropped', () => {
  let now = 0;
  const sessions = new MemoryStore({ ...settings, kept: { id: 'kept', keeper: new MemoryKeeper() } }, () => now);
  const kept = sessions.load('kept');
  now = 10 * 3_600_000;
  for (let index = 0; index < 1_100; index += 1) sessions.load(String(index));
  expect(sessions.load('kept')).toBe(kept);
});
