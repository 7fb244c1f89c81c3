import { percentEncoded } from './canaries.ts';
import { inBody, inHeader, inOwnHeaders, inOwnPath, type Planting, withQuery } from './planting.ts';

/** Where mistaken clients put secrets, with whichever provider. */
export const wrongPlaces: Readonly<Record<string, Planting>> = {
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
      path: withQuery(path, `token=${secret}`),
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
    plant: ({ path }, secret) => ({ path: path.replace(/(?=\?|$)/, `/x/${secret}`) }),
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
      const query = `q=${secret}&${secret}=1&b=${encodeURIComponent(base64)}&c=${percentEncoded(secret)}`;
      return {
        headers: { ...headers, 'x-note': secret, referer: `http://localhost/?q=${secret}`, 'user-agent': base64 },
        body: { ...JSON.parse(call.body(1) || '{}'), [secret]: 1, more: [secret, base64, { [secret]: `x${secret}y` }] },
        path: withQuery(call.path, query),
      };
    },
    isQuoted: true,
  },
};
