import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';

const value = 'Aa1!/x&y=z9715c731382c28';
const credentials = [
  { provider: 'sensorpro', role: 'password', published: mocks.sensorpro.credentials.password, value } as const,
];

const places: readonly [place: string, sketch: Partial<Sketch>][] = [
  ['path', { path: `/users/${value}` }],
  ['path, half of it encoded', { path: `/users/${value.replace('!', '%21')}` }],
  ['query', { path: '/users/x', query: `note=${value}` }],
];

test.each(places)(
  'a secret with the signs that part an address is hidden in a %s, and its recording found again',
  async (_place, sketch) => {
    const request: Sketch = {
      provider: mocks.leadconnector,
      operation: 'get-user',
      path: '/users/x',
      method: 'GET',
      ...sketch,
    };
    await using folder = await recordings({ credentials });
    await folder.record(request);
    expect(folder.reports).toEqual([]);
    expect(await folder.text()).not.toContain('9715c731382c28');
    expect(await folder.replayer().replay(replayed(request))).toMatchObject({ status: 200 });
    const other = await folder.replayer().replay(replayed({ ...request, path: `${request.path}/other` }));
    expect(JSON.stringify(other)).not.toContain('9715c731382c28');
  },
);
