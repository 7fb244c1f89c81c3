import { randomBytes, randomUUID } from 'node:crypto';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { Sent, ValidCall } from '../support/valid-calls.ts';

/** A secret that nobody else has. */
export interface Canary {
  readonly secret: string;
  /** The part of it that looks the same in most encodings, so that it is found in whatever leaks. */
  readonly core: string;
}

/** Makes canaries in the form of each kind of secret. */
export const canaries = {
  token: () => canary(randomUUID(), (core) => `pit-${core}`),
  uuid: () => canary(randomUUID()),
  key: () => canary(randomBytes(16).toString('hex')),
  /** Too short to be looked for elsewhere, so that it is masked at its place or not at all. */
  short: () => canary([...randomBytes(5)].map((byte) => 'QXZJVWKY'[byte % 8]).join('')),
  number: () => canary(String(randomBytes(6).readUIntBE(0, 6) + 1e14)),
  /** Keeps every provider's rules of passwords, and looks different in every encoding. */
  password: () => canary(randomBytes(9).toString('hex'), (core) => `Aa1! \u00df/+?"\\${core}`),
} as const;

function canary(core: string, whole: (core: string) => string = (text) => text): Canary {
  return { core, secret: whole(core) };
}

/** One way in which a secret gets into a request. */
export interface Planting {
  readonly canary: keyof typeof canaries;
  /** What changes of the valid call; nothing where it has no such place. */
  readonly plant: (call: ValidCall, secret: string, provider: Provider) => Partial<Sent> | undefined;
  /** Whether the reply may quote it: what stands where no secret belongs goes back to that client alone. */
  readonly isQuoted?: true;
}

type Plant = Planting['plant'];

/** Headers with which clients send secrets, to whichever provider. */
const headerNames = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-apikey',
  'x-auth-token',
  'x-leeloo-authtoken',
  'x-access-token',
  'x-secret',
];

/** Members in which clients send secrets, to whichever provider. */
const memberNames = [
  'password',
  'Passwd',
  'token',
  'api_key',
  'apiKey',
  'APIKEY',
  'secret',
  'client_secret',
  'access_token',
  'authToken',
  'Authorization',
];

/** Each character percent-encoded, also those that need not be. */
export function percentEncoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');
}

function inHeader(name: string, spell = (secret: string) => secret): Plant {
  return ({ headers }, secret) => ({ headers: { ...headers, [name]: spell(secret) } });
}

function inBody(change: (body: object, secret: string) => unknown): Plant {
  return (call, secret) => {
    const body: unknown = JSON.parse(call.body(1) || '{}');
    const changed = isJsonObject(body) ? change(body, secret) : undefined;
    return changed === undefined ? undefined : { body: changed };
  };
}

/** In the place of every password of a body; nothing for a body that has none. */
function asPasswords(body: unknown, value: unknown, names = /passw/i): object | undefined {
  const text = JSON.stringify(body, (name, member) => (names.test(name) ? value : member));
  return text === JSON.stringify(body) ? undefined : JSON.parse(text);
}

/** In place of what JSON-RPC's `params` hold; nothing for a body without them. */
function inParams(change: (params: readonly unknown[], secret: string) => unknown): Plant {
  return inBody((body, secret) => {
    const params: unknown = 'params' in body ? body.params : undefined;
    return Array.isArray(params) ? { ...body, params: change(params, secret) } : undefined;
  });
}

const inOwnHeaders: Plant = (call, secret, { secrets }) => {
  const names = secrets.flatMap((place) => (place.in === 'header' ? [place.name] : []));
  const spelled = names.map((name) => [name, name === 'authorization' ? `Bearer ${secret}` : secret]);
  return names.length > 0 ? { headers: { ...call.headers, ...Object.fromEntries(spelled) } } : undefined;
};

const inOwnPath: Plant = ({ path }, secret, { secrets, credentials }) => {
  const { token } = credentials;
  const hasToken = secrets.some((place) => place.in === 'path') && token !== undefined && path.includes(token);
  return hasToken ? { path: path.replace(token, secret) } : undefined;
};

const ownPlaces: Readonly<Record<string, Planting>> = {
  'its own headers': { canary: 'token', plant: inOwnHeaders },
  'its own headers, a short one': { canary: 'short', plant: inOwnHeaders },
  'its path': { canary: 'uuid', plant: inOwnPath },
  'its path, a short one': { canary: 'short', plant: inOwnPath },
  'its path and a note': {
    canary: 'uuid',
    plant: (call, secret, provider) => {
      const planted = inOwnPath(call, secret, provider);
      return planted && { ...planted, headers: { ...call.headers, 'x-note': secret } };
    },
  },
  'its path, percent-encoded': {
    canary: 'password',
    plant: (call, secret, provider) => inOwnPath(call, encodeURIComponent(secret), provider),
  },
  'its passwords': { canary: 'password', plant: inBody((body, secret) => asPasswords(body, secret)) },
  'its passwords, short ones': { canary: 'short', plant: inBody((body, secret) => asPasswords(body, secret)) },
  'the second of its passwords': {
    canary: 'password',
    plant: inBody((body, secret) => asPasswords(body, secret, /passw.*cnf|cnf.*passw/i)),
  },
  'its passwords, as lists and objects': {
    canary: 'password',
    plant: inBody((body, secret) => asPasswords(body, { a: [secret, { b: secret }] })),
  },
  'its passwords, as numbers': {
    canary: 'number',
    plant: inBody((body, secret) => asPasswords(body, Number(secret))),
  },
  'its passwords, in a request that is refused': {
    canary: 'password',
    plant: inBody((body, secret) => {
      const planted = asPasswords(body, secret);
      return planted && { ...planted, jsonrpc: 1, Email: 1, email: 1, data: 1, more: [{ note: secret }] };
    }),
  },
  'its passwords and the name of a member': {
    canary: 'key',
    plant: inBody((body, secret) => {
      const planted = asPasswords(body, secret);
      return planted && { ...planted, [secret]: 1 };
    }),
    isQuoted: true,
  },
  'the key of JSON-RPC': { canary: 'key', plant: inParams(([_, ...rest], secret) => [secret, ...rest]) },
  'the key of JSON-RPC, a short one': { canary: 'short', plant: inParams(([_, ...rest], secret) => [secret, ...rest]) },
  'the second of its params': { canary: 'key', plant: inParams(([key], secret) => [key, secret]) },
  'params that are a text': { canary: 'key', plant: inParams((_, secret) => secret) },
  'params that are an object': { canary: 'key', plant: inParams((_, secret) => ({ key: secret })) },
  'params of lists': { canary: 'key', plant: inParams((_, secret) => [[[secret]]]) },
  'a batch': {
    canary: 'key',
    plant: inBody((body, secret) =>
      'params' in body ? [{ ...body, params: [secret] }, [{ ...body, params: [secret] }]] : undefined,
    ),
  },
};

const wrongPlaces: Readonly<Record<string, Planting>> = {
  'Basic credentials': {
    canary: 'password',
    plant: inHeader('authorization', (secret) => `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`),
  },
  'a cookie': { canary: 'key', plant: inHeader('cookie', (secret) => `theme=dark; session=${secret}`) },
  'JSON that ends too early': {
    canary: 'password',
    plant: inBody((body, secret) => JSON.stringify({ password: secret, ...body }).slice(0, -1)),
  },
  'JSON of the password alone': { canary: 'password', plant: (_, secret) => ({ body: `{"password":"${secret}` }) },
  'a form': {
    canary: 'password',
    plant: ({ headers }, password) => ({
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'password', password }).toString(),
    }),
  },
  'a body that is not compressed as it says': {
    canary: 'password',
    plant: ({ headers }, password) => ({
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: JSON.stringify({ password }),
    }),
  },
  'too large a body': { canary: 'key', plant: (_, token) => ({ body: { token, padding: 'x'.repeat(1_048_576) } }) },
  'a query and a note': {
    canary: 'key',
    plant: ({ path, headers }, secret) => ({
      path: `${path}?token=${secret}`,
      headers: { ...headers, 'x-note': secret },
    }),
  },
  'an unknown path': { canary: 'uuid', plant: (_, secret) => ({ path: `/no/such/${secret}` }), isQuoted: true },
  'an unknown path, percent-encoded': {
    canary: 'uuid',
    plant: (_, secret) => ({ path: `/no/such/${percentEncoded(secret)}` }),
    isQuoted: true,
  },
  'a path that goes on after its own': {
    canary: 'uuid',
    plant: ({ path }, secret) => ({ path: `${path}/x/${secret}` }),
    isQuoted: true,
  },
  'its path, with an unknown method': {
    canary: 'uuid',
    plant: (call, secret, provider) => {
      const planted = inOwnPath(call, secret, provider);
      return planted && { ...planted, method: 'PATCH' };
    },
  },
  'its headers and, spelled in every way, everywhere else': {
    canary: 'key',
    plant: (call, secret, provider) => {
      const base64 = Buffer.from(`user:${secret}`).toString('base64');
      const { headers } =
        inOwnHeaders(call, secret, provider) ?? inHeader('authorization')(call, secret, provider) ?? {};
      const query = `?q=${secret}&${secret}=1&b=${encodeURIComponent(base64)}&c=${percentEncoded(secret)}`;
      return {
        headers: { ...headers, 'x-note': secret, referer: `http://localhost/?q=${secret}`, 'user-agent': base64 },
        body: { ...JSON.parse(call.body(1) || '{}'), [secret]: 1, more: [secret, base64, { [secret]: `x${secret}y` }] },
        path: `${call.path}${query}`,
      };
    },
    isQuoted: true,
  },
};

function eachOf(names: readonly string[], where: string, planting: (name: string) => Planting): [string, Planting][] {
  return names.map((name) => [`${where} ${name}`, planting(name)]);
}

/** Every way, by where the secret stands. */
export const plantings: readonly (readonly [where: string, planting: Planting])[] = [
  ...Object.entries(ownPlaces),
  ...Object.entries(wrongPlaces),
  ...eachOf(headerNames, 'the header', (name) => ({ canary: 'token', plant: inHeader(name) })),
  ...eachOf(memberNames, 'the member', (name) => ({
    canary: 'password',
    plant: inBody((body, secret) => ({ ...body, [name]: secret })),
  })),
  ...eachOf(memberNames.slice(0, 4), 'far inside, the member', (name) => ({
    canary: 'password',
    plant: inBody((body, secret) => ({ ...body, a: [{ b: { [name]: { c: [secret] } } }] })),
  })),
  ...eachOf(memberNames.slice(0, 4), 'the query', (name) => ({
    canary: 'password',
    plant: ({ path }, secret) => ({ path: `${path}?a=b&${new URLSearchParams({ [name]: secret })}` }),
  })),
];
