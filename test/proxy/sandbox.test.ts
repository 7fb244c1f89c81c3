import { expect, test } from 'vitest';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const policy = 'content-security-policy';

/** What a reply with these headers carries as its policies when it is proxied, recorded and replayed; and the recordings. */
async function policiesOf(headers: Record<string, string>, status = 200) {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) =>
    response.writeHead(status, headers).end('<script>1</script>'),
  );
  const options = { upstreams: { leeloo: upstream.url }, recordings: folder.path, env: {} };
  await using understudy = await startUnderstudy({ ...options, modes: { leeloo: 'proxy' } });
  const found: { [mode in 'proxy' | 'record' | 'replay']?: unknown } = {};
  for (const mode of ['proxy', 'record', 'replay'] as const) {
    await send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode } });
    const reply = await send(understudy, 'GET', path);
    expect([mode, reply.status]).toEqual([mode, status]);
    found[mode] = reply.headers[policy];
  }
  const { recordings } = await readFolder(folder.path, 'leeloo');
  const recorded = recordings.flatMap(({ recording }) =>
    recording.response.headers.filter(([name]) => name === policy),
  );
  return { ...found, recorded };
}

// Ours is in no recording.
const sandboxed = { proxy: 'sandbox', record: 'sandbox', replay: 'sandbox', recorded: [] };

test.each([
  { 'Content-Type': 'text/html; charset=utf-8' },
  { 'Content-Type': 'TEXT/HTML' },
  { 'Content-Type': 'application/xhtml+xml' },
  { 'Content-Type': 'image/svg+xml' },
  { 'Content-Type': 'text/xml' },
  { 'Content-Type': 'multipart/x-mixed-replace; boundary=b' },
  { 'Content-Type': 'application/json, text/html' },
  { 'Content-Type': 'json' },
  { 'Content-Type': '' },
  {},
])('what a browser would render, such as %j, cannot script the server that passes it on', async (headers) => {
  expect(await policiesOf(headers)).toEqual(sandboxed);
});

test('nor can a page of an error', async () => {
  expect(await policiesOf({ 'Content-Type': 'text/html' }, 502)).toEqual(sandboxed);
});

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'Application/Problem+JSON',
  'text/plain',
  'application/octet-stream',
  'image/png',
])('a reply of the type %s stays as it came', async (type) => {
  const none = { proxy: undefined, record: undefined, replay: undefined, recorded: [] };
  expect(await policiesOf({ 'Content-Type': type })).toEqual(none);
});

test('a type that the client does not get to see is none', async () => {
  const { proxy } = await policiesOf({ 'Content-Type': 'application/json', Connection: 'Content-Type' });
  expect(proxy).toBe('sandbox');
});

test("a policy of the real API's own stays, and ours is in force beside it", async () => {
  const own = "default-src 'none'; sandbox allow-scripts allow-same-origin";
  const { proxy, record, replay, recorded } = await policiesOf({ 'Content-Type': 'text/html', [policy]: own });
  expect([proxy, record]).toEqual([`${own}, sandbox`, `${own}, sandbox`]);
  expect(replay).toBe([...recorded.map(([, value]) => value), 'sandbox'].join(', '));
});
