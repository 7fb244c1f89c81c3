import type { RequestListener, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { RawConnection, requestText } from '../../test/support/raw-connection.ts';
import { send } from '../provider-tests/send.ts';
import { listen } from './listen.ts';
import { maxWaiting, Turns } from './turns.ts';

/** What Node reads from a connection at once, in bytes. */
const oneRead = 65_536;

/** Answers the first request when it is told to, and all others at their turn. */
function holding() {
  const turns = new Turns();
  const seen: string[] = [];
  let held: ServerResponse | undefined;
  const app: RequestListener = async (request, response) => {
    if (request.url !== '/other') seen.push(request.url ?? '');
    if (!response.socket) await turns.of(request, response);
    if (request.url === '/first') held = response;
    else response.end(`${request.url}\n`);
  };
  return { app, seen, release: () => held?.end('/first\n') };
}

test('behind a request that takes its time at most a hundred are read, with what came in the same read', async () => {
  const { app, seen, release } = holding();
  await using server = await listen(app, { host: '127.0.0.1', port: 0 });
  using connection = await RawConnection.open(server);
  const get = (path: string, headers = {}) => requestText('GET', path, { Host: 'localhost', ...headers });
  const count = 8_000;
  const requests = Array.from({ length: count }, (_, index) => get(`/${index}`));
  const writing = connection.write(get('/first') + requests.join('') + get('/last', { Connection: 'close' }));
  // Until no more is read in many turns of the event loop.
  for (let before = -1, turns = 0; turns < 50; turns = before === seen.length ? turns + 1 : 0) {
    before = seen.length;
    await send(server, 'GET', '/other');
  }
  expect(seen.length).toBeGreaterThan(maxWaiting);
  expect(seen.length).toBeLessThan(maxWaiting + oneRead / get('/0').length);
  release();
  await writing;
  const replies = await connection.finish();
  const bodies = [...replies.matchAll(/\r\n\r\n(?:[0-9a-f]+\r\n)?(\/\w+)\n/g)].map(([, path]) => path);
  expect(bodies).toEqual(['/first', ...requests.map((_, index) => `/${index}`), '/last']);
});
