import { ownPlaces } from './own-places.ts';
import { inBody, inHeader, type Planting, withQuery } from './planting.ts';
import { wrongPlaces } from './wrong-places.ts';

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
    plant: ({ path }, secret) => ({ path: withQuery(path, `a=b&${new URLSearchParams({ [name]: secret })}`) }),
  })),
];
