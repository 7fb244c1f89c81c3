import { expect, test } from 'vitest';
import type { Provider, Route } from '../../src/kit/provider.ts';
import { mocks } from '../../test/support/providers.ts';
import { swapInPath } from './swap-head.ts';

test('of two parameters with the same value only the one that is the credential is replaced', () => {
  const route = ({ path }: { path: string }): Route | undefined => {
    const [, id, token] = /^\/users\/([^/]+)\/of\/([^/]+)$/.exec(path) ?? [];
    return id === undefined ? undefined : { params: { id, token } };
  };
  const provider: Provider = { ...mocks.sensorpro, protocol: { ...mocks.sensorpro.protocol, route } };
  const head = { method: 'GET', path: '/users/same/of/same', query: '', headers: {}, baseUrl: 'http://127.0.0.1/' };
  const credentials = [{ provider: 'sensorpro', role: 'token', published: 'same', value: 'real' }] as const;
  const place = { role: 'token', in: 'path', param: 'token' } as const;
  expect(swapInPath(provider, head, route(head), [place], credentials)).toBe('/users/same/of/real');
});
