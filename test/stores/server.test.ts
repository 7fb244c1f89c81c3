import { once } from 'node:events';
import { connect } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/app/config.ts';
import { serveFrom } from '../../src/app/serve.ts';
import { whenThere } from '../../src/kit/later.ts';
import { type Content, send } from '../../src/provider-tests/send.ts';
import { validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import type { SessionStore } from '../../src/sessions/session-store.ts';
import { creating } from '../support/faulted-call.ts';
import { mutatedRequest } from '../support/odd-requests.ts';
import { mocks, providers } from '../support/providers.ts';
import { hear } from '../support/raw-socket.ts';
import { recordings } from '../support/upstream-exchange.ts';
import { type StoreKind, storeKinds } from './stores.ts';

/** A server over a kind of store; `told` is called after each commit that counts. */
async function start({ open }: StoreKind, options: Options = {}, told: () => void = () => {}) {
  const opened = (settings: Parameters<StoreKind['open']>[0]): SessionStore => {
    const store = open(settings);
    const commit: SessionStore['commit'] = (session) =>
      whenThere(store.commit(session), (came) => {
        if (came === 'kept') told();
        return came;
      });
    return { load: (id) => store.load(id), reload: (session) => store.reload(session), commit };
  };
  const { close, ...served } = await serveFrom(opened, { seed: 7, ...options });
  return { ...served, close, [Symbol.asyncDispose]: close };
}

type Server = Awaited<ReturnType<typeof start>>;

/** What differs between any two runs: how long it took, and where the server was. */
const ofTheRun = /"durationMs":[\d.]+|127\.0\.0\.1:\d+/g;

/** Sends requests one after the other, and gives what each was answered. */
class Client {
  readonly heard: string[] = [];
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  async ask(method: string, path: string, { headers, body }: Content = {}): Promise<void> {
    // Replies may quote the URL that was called.
    const sent = { headers: { host: '127.0.0.1', ...headers }, body };
    const { status, headers: replied, text } = await send(this.#server, method, `/~one${path}`, sent);
    const isProvider = replied['x-understudy-source'] !== undefined;
    const names = [
      'content-type',
      'retry-after',
      'x-understudy-rule',
      'x-understudy-source',
      ...(isProvider ? ['date'] : []),
    ];
    const named = names.map((name) => `${name}: ${replied[name]}`);
    this.heard.push(`${method} ${path} ${status} ${named} ${text}`.replace(ofTheRun, '*'));
  }

  admin(method: string, path: string, body?: object): Promise<void> {
    return this.ask(method, `/_understudy${path}`, { body });
  }

  /** Every operation's valid call, once what it needs is stored. */
  async callAll(seed: number): Promise<void> {
    for (const provider of providers) {
      for (const { given, method, path, headers, body } of validCalls(provider)) {
        if (given) await this.admin('PUT', `/state/${provider.name}`, given);
        await this.ask(method, `/${provider.name}${path}`, { headers, body: body(seed) });
      }
    }
  }

  async look(): Promise<void> {
    for (const { name } of providers) await this.admin('GET', `/state/${name}`);
    for (const path of ['/requests', '/requests?limit=2', '/faults', '/clock', '/rate-limits', '/health'])
      await this.admin('GET', path);
    for (const { name } of providers) await this.admin('GET', `/requests?provider=${name}`);
  }
}

async function play(client: Client): Promise<void> {
  // The clock stands still, so that all that shows a time is alike.
  await client.admin('PUT', '/clock', { now: '2030-01-01T00:00:00Z' });
  await client.callAll(1);
  await client.look();
  for (const provider of providers) {
    for (const { sent } of fc.sample(mutatedRequest(provider), { numRuns: 15, seed: 3 })) {
      const { method, path, ...content } = sent;
      await client.ask(method, `/${provider.name}${path}`, content);
    }
  }
  await client.admin('PUT', '/rate-limits', { enabled: true });
  await client.callAll(2);
  await client.admin('PUT', '/clock', { advance: 30 });
  await client.callAll(2);
  for (const { name } of providers) {
    await client.admin('POST', '/faults', { provider: name, fault: 'status', times: 1 });
    await client.admin('POST', '/faults', { provider: name, fault: 'rate-limited', times: 1, after: 1 });
    await client.admin('POST', '/faults', { provider: name, fault: 'malformed', times: 1, after: 2 });
    await client.admin('POST', '/faults', { provider: name, fault: 'latency', ms: { min: 0, max: 3 } });
  }
  await client.callAll(3);
  await client.callAll(4);
  await client.look();
  await client.admin('DELETE', '/faults');
  const { name, operations } = mocks.getresponse;
  const batch = operations.flatMap((operation) => {
    const { body } = validCall(mocks.getresponse, operation.name);
    return [JSON.parse(body(5)), JSON.parse(body(6))];
  });
  const { method, path, headers } = validCall(mocks.getresponse, 'ping');
  await client.ask(method, `/${name}${path}`, { headers, body: batch });
  await client.look();
  await client.admin('DELETE', '/requests');
  const states = providers.flatMap(({ providerStates }) => providerStates);
  for (const [index, { name }] of states.entries()) {
    await client.admin('POST', '/provider-states', { action: 'setup', state: name, params: {} });
    // The first state begins an interaction, with a clock of its own, whose time later ones store.
    if (index === 0) await client.admin('PUT', '/clock', { now: '2030-06-01T00:00:00Z' });
  }
  await client.callAll(7);
  await client.admin('POST', '/provider-states', { action: 'teardown', state: 'any' });
  await client.admin('PUT', '/providers/leeloo/mode', { mode: 'proxy' });
  await client.look();
  await client.admin('POST', '/reset');
  await client.admin('PUT', '/clock', { now: '2031-01-01T00:00:00Z' });
  await client.callAll(8);
  await client.look();
}

/** What a server over a kind of store answers. */
async function heardOver(kind: StoreKind): Promise<readonly string[]> {
  await using server = await start(kind);
  const client = new Client(server);
  await play(client);
  return client.heard;
}

test('every reply is, to the byte, what it is over memory', async () => {
  const [memory, ...others] = storeKinds;
  if (!memory) throw new Error('There is no store of memory.');
  const expected = await heardOver(memory);
  expect(expected.length).toBeGreaterThan(150);
  for (const kind of others) {
    const heard = await heardOver(kind);
    for (const [index, each] of heard.entries()) expect(each, kind.kind).toBe(expected[index]);
    expect(heard.length).toBe(expected.length);
  }
});

describe.each(storeKinds)('over $kind', (kind) => {
  test('a reset while a body is on its way leaves nothing of its request but the line in the journal', async () => {
    const { promise: came, resolve } = Promise.withResolvers<void>();
    await using server = await start(kind, {}, resolve);
    const { method, path, headers = {}, body = '' } = creating({ id: 'one' });
    const lines = Object.entries({ Host: '127.0.0.1', ...headers, 'Content-Length': body.length, Connection: 'close' });
    const head = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(head + body.slice(0, 5));
    await came;
    await send(server, 'POST', '/~one/_understudy/reset');
    const heard = hear(socket);
    socket.write(body.slice(5));
    expect((await heard).body).toBe('{"data":{"count_to_process":1},"status":1}');
    const client = new Client(server);
    await client.admin('GET', '/state/leeloo');
    expect(client.heard).toEqual([expect.stringContaining('{"accounts":[],')]);
    const { requests } = (await send(server, 'GET', '/~one/_understudy/requests')).json() as { requests: unknown[] };
    expect(requests).toHaveLength(1);
  });

  test('requests at once leave what they leave one after another, and no id comes twice', async () => {
    const { method, path, headers, body } = validCall(mocks.leadconnector, 'create-user');
    const create = (server: Server, seed: number) =>
      send(server, method, `/~one/leadconnector${path}`, { headers, body: body(seed) });
    const idOf = async (reply: ReturnType<typeof create>) => ((await reply).json() as { id: string }).id;
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    await using alone = await start(kind);
    const expected: string[] = [];
    for (const seed of seeds) expected.push(await idOf(create(alone, seed)));
    await using server = await start(kind);
    const ids = await Promise.all(seeds.map((seed) => idOf(create(server, seed))));
    expect(ids.toSorted()).toEqual(expected.toSorted());
    const { requests } = (await send(server, 'GET', '/~one/_understudy/requests')).json() as { requests: unknown[] };
    expect(requests).toHaveLength(seeds.length);
  });

  test('recordings are played each once in a session, as the list of them shows', async () => {
    await using folder = await recordings();
    await using real = await start(kind);
    const upstreams = { leeloo: `${real.url}/leeloo` };
    const options = { recordings: folder.folder, upstreams, modes: { leeloo: 'record' } } as const;
    await using server = await start(kind, options);
    const ask = async (session: string) => {
      const { method, path, headers, body } = creating({ id: session });
      return (await send(server, method, path, { headers: { ...headers }, body })).status;
    };
    expect([await ask('one'), await ask('two')]).toEqual([200, 200]);
    await send(server, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode: 'replay' } });
    expect([await ask('one'), await ask('one'), await ask('one'), await ask('two')]).toEqual([200, 200, 501, 200]);
    const list = (await send(server, 'GET', '/~one/_understudy/recordings')).json() as {
      recordings: { played: number }[];
    };
    expect(list.recordings.map(({ played }) => played)).toEqual([1, 1]);
  });
});
