import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mocks, providers } from '../../test/support/providers.ts';
import { captured, recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { toHar } from '../har/export-har.ts';
import { readFolder } from '../recording-format/read-folder.ts';

// Each is planted in a place of its own, and in some others; none may be found anywhere afterwards, however spelled.
const canaries = Array.from(
  { length: 36 },
  (_, index) => `Canary${String.fromCharCode(65 + (index % 26))}${index}!zq/"ü`,
);
const plain = canaries.map((canary) => canary.replaceAll(/[^A-Za-z0-9]/g, ''));
const hex = Array.from({ length: 4 }, (_, index) => `${index}c0ffee${index}`.repeat(4));
const uuid = (index: number) => `${index}a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d`;

const at = (index: number) => canaries[index] ?? '';
const word = (index: number) => plain[index] ?? '';
const basic = (index: number) => `Basic ${Buffer.from(`${word(index)}:${at(index + 1)}`).toString('base64')}`;
const quoted = (...values: readonly string[]) => ({
  error: `no: ${values.join(' ')}`,
  encoded: values.map(encodeURIComponent),
  base64: Buffer.from(`x${values.join('')}`).toString('base64'),
  nested: JSON.stringify({ said: values }),
});

/** Every place that an exchange has, declared or not. */
const exchanges: readonly Sketch[] = [
  {
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    query: `api_key=${word(0)}&x=${word(0)}&password=${encodeURIComponent(at(1))}`,
    request: {
      headers: [
        'X-Leeloo-AuthToken',
        word(2),
        'Cookie',
        `sid=${word(3)}; b=${word(4)}`,
        'X-Api-Key',
        word(5),
        'Content-Type',
        'application/json',
        'User-Agent',
        `me ${word(2)}`,
      ],
      body: {
        data: [{ email: 'a@b.example', password: at(6), note: `${at(1)} ${word(5)}` }],
        client_secret: at(7),
        access_token: { inner: [at(8)] },
      },
    },
    status: 401,
    reply: {
      headers: [
        'Content-Type',
        'application/json',
        'Set-Cookie',
        `sid=${word(9)}; Path=/`,
        'Location',
        `https://x.example/?token=${word(10)}`,
        'X-Debug',
        word(11),
        'WWW-Authenticate',
        `Bearer error="${word(2)}"`,
      ],
      body: quoted(at(1), word(2), word(3), word(4), word(5), at(6), at(7), at(8), word(9), word(0)),
    },
  },
  {
    provider: mocks.sensorpro,
    operation: 'sign-in',
    path: '/auth/sys/signin',
    request: {
      headers: ['X-ApiKey', word(12), 'Authorization', basic(13), 'Content-Type', 'application/json'],
      body: { Organization: word(15), User: word(16), Password: at(17) },
    },
    reply: {
      headers: ['Content-Type', 'application/json', 'Content-Encoding', 'gzip'],
      body: gzipSync(
        JSON.stringify({ Token: uuid(1), ...quoted(word(12), word(13), at(14), word(15), word(16), at(17), uuid(1)) }),
      ),
    },
  },
  {
    provider: mocks.sensorpro,
    operation: 'add-sub-organization',
    path: `/api/Account/AddSubOrganization/${uuid(1)}`,
    request: { body: { Company: 'C', User: 'x@y.example', Password: at(18), CnfPassword: at(18) } },
    reply: { body: `{ "n": 0.00, "APIKey": "${hex[0]}", "said": ${JSON.stringify(at(18))}, "token": "${uuid(1)}" }` },
  },
  {
    provider: mocks.getresponse,
    operation: 'add-account',
    path: '/',
    request: {
      body: [{ method: 'add_account', params: [hex[1], { password: at(19), email: `${hex[2]}@x.example` }], id: 1 }],
    },
    reply: { body: [{ id: 1, result: null, error: { message: `API key ${hex[1]} ${hex[2]} ${at(19)}` } }] },
  },
  {
    provider: mocks.leadconnector,
    operation: 'create-user',
    path: '/users/',
    request: {
      headers: ['Authorization', `Bearer ${word(20)}`, 'Content-Type', 'application/json'],
      body: `{"password": "${word(21)}", "passwd" : "${word(22)}`,
    },
    status: 400,
    reply: {
      headers: ['Content-Type', 'text/html'],
      body: `<p>${word(20)} ${word(21)} ${word(22)}</p><token>${word(23)}</token> Bearer ${word(24)}0123456789`,
    },
  },
  {
    provider: mocks.leadconnector,
    operation: 'create-user',
    path: '/users/',
    request: {
      headers: ['Authorization', word(25), 'Content-Type', 'application/x-www-form-urlencoded'],
      body: `password=${encodeURIComponent(at(26))}&secret=${word(27)}&x=${word(25)}`,
    },
    reply: {
      headers: ['Content-Type', 'application/octet-stream'],
      body: Buffer.concat([Buffer.from([255, 254]), Buffer.from(word(25), 'utf16le')]),
    },
  },
  {
    provider: mocks.leadconnector,
    path: `/nobody/knows/${word(28)}012345678901234567890123456789`,
    method: 'GET',
    reply: { headers: ['Content-Encoding', 'unheard-of'], body: word(29) },
  },
  {
    provider: mocks.leadconnector,
    operation: 'create-user',
    path: '/users/',
    request: {
      headers: ['Content-Type', 'multipart/form-data; boundary=b'],
      body: `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${word(30)}\r\n--b--`,
    },
    reply: {
      body: {
        refresh_token: word(31),
        api_key: word(32),
        list: [{ name: 'apiKey', value: word(33) }],
        cipher: { password: [at(34), { deep: at(35) }] },
      },
    },
  },
];

/** Every way in which a value could still be read. */
function spellings(value: string): string[] {
  const texts = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64').slice(0, -3),
  ];
  return [...texts, ...texts.map((text) => text.toLowerCase())];
}

test('no canary is in any file, report, miss or archive', async () => {
  await using folder = await recordings();
  for (const exchange of exchanges) {
    folder.recorder.record(captured(exchange));
    folder.recorder.record({ ...captured(exchange), ending: 'upstream-failed' });
  }
  await folder.recorder.flush();
  const replayer = folder.replayer();
  const misses = [];
  for (const exchange of exchanges) {
    const played = new Map();
    for (const sketch of [exchange, exchange, { ...exchange, method: 'PUT' }])
      misses.push(await replayer.replay(replayed(sketch, played)));
  }
  const { recordings: stored, problems } = await readFolder(folder.folder);
  const written = [
    await folder.text(),
    ...(await folder.files()),
    ...folder.reports,
    ...problems,
    JSON.stringify(misses),
    JSON.stringify(toHar(stored, { name: 'n', version: '0' })),
  ].join('\n');
  const decoded = written.replaceAll(/"base64": "([^"]*)"/g, (_, text: string) =>
    Buffer.from(text, 'base64').toString('latin1'),
  );
  for (const secret of [...canaries, ...plain, ...hex, uuid(1)]) {
    for (const spelling of spellings(secret))
      expect(decoded.toLowerCase().includes(spelling.toLowerCase()), `${secret} as ${spelling}`).toBe(false);
  }
  expect(stored.length).toBe(exchanges.length);
  expect(stored.filter(({ recording }) => recording.check.verdict === 'proven').length).toBeGreaterThanOrEqual(
    exchanges.length - 2,
  );
});

test('no configured credential is left, and its published one stands there', async () => {
  const credentials = providers.flatMap(({ name, secrets, credentials: published }) =>
    secrets.map(({ role }, index) => ({
      provider: name,
      role,
      value: `real-${name}-${role}-${index}-9q`,
      published: published[role] ?? '',
    })),
  );
  await using folder = await recordings({ credentials });
  const [leeloo] = credentials;
  const exchange = exchanges[0];
  if (!exchange || !leeloo) throw new Error('There is nothing to record.');
  await folder.record({
    ...exchange,
    request: { headers: ['X-Leeloo-AuthToken', leeloo.published], body: {} },
    reply: { body: { echo: `${leeloo.value}!` } },
  });
  const text = await folder.text();
  expect(text).toContain(`${leeloo.published}!`);
  expect(text).not.toContain(leeloo.value);
});
