import { asPasswords, inBody, inOwnHeaders, inOwnPath, inOwnQuery, inParams, type Planting } from './planting.ts';

/** Where a provider's own secrets stand. */
export const ownPlaces: Readonly<Record<string, Planting>> = {
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
  'its query': { canary: 'key', plant: inOwnQuery },
  'its query, a short one': { canary: 'short', plant: inOwnQuery },
  'its passwords': { canary: 'password', plant: inBody((body, secret) => asPasswords(body, secret)) },
  'its passwords, short ones': { canary: 'short', plant: inBody((body, secret) => asPasswords(body, secret)) },
  'the second of its passwords': {
    canary: 'password',
    plant: inBody((body, secret) => asPasswords(body, secret, /^(?=.*passw).*cnf/i)),
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
