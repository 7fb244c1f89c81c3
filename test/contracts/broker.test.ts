import { expect, test } from 'vitest';
import { findVerifier } from '../../src/verify/verifier-binary.ts';
import { version } from '../../src/version.ts';
import { startBroker } from '../support/broker-stand-in.ts';
import { runCommand } from '../support/run-command.ts';
import { runProcess } from '../support/run-process.ts';
import { creation4, pact } from './pact-fixtures.ts';

const held = pact('4.0', [{ ...creation4, _id: 'a1' }]);
const wrong = pact('4.0', [{ ...creation4, _id: 'b2', response: { ...creation4.response, status: 202 } }], {
  consumer: { name: 'blog' },
});
const foreign = pact('4.0', [], { provider: { name: 'somebody' } });

function verify(broker: { readonly url: string }, ...args: readonly string[]) {
  return runCommand(['verify', '--broker', broker.url, ...args]);
}

function linesOf({ stdout }: { readonly stdout: string }): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('verifies what a broker has for the providers, and publishes what came of each', async () => {
  await using broker = await startBroker([{ pact: held }, { pact: wrong }, { pact: foreign }]);
  const { code, stdout, stderr } = await verify(broker, '--publish', '--build-url', 'https://ci.example.com/7');
  expect(stdout).toContain(`shop → leeloo ${broker.url}/pacts/0\n  ✓ creates an account\n`);
  expect(stdout).toContain('status: expected 202, came 200');
  expect(stdout).toContain('was answered 200 by the rule leeloo/created');
  expect(stdout).toContain('Published the result for shop: it holds.');
  expect(stdout).toContain('Published the result for blog: it does not hold.');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Verification failed: 1 of 2 pacts do not hold.\n' });
  expect(broker.lines()).not.toContain('GET /pacts/2');
  expect(broker.lines().slice(-4)).toEqual([
    'GET /pacticipants/leeloo',
    `PUT /pacticipants/leeloo/branches/main/versions/understudy-${version}`,
    'POST /pacts/0/verification-results',
    'POST /pacts/1/verification-results',
  ]);
  const [first, second] = broker.asked.slice(-2).map(({ body }) => body);
  const common = { providerApplicationVersion: `understudy-${version}`, buildUrl: 'https://ci.example.com/7' };
  expect(first).toMatchObject({ ...common, success: true, testResults: [{ interactionId: 'a1', success: true }] });
  expect(second).toMatchObject({
    ...common,
    success: false,
    testResults: [
      {
        interactionId: 'b2',
        success: false,
        rule: 'leeloo/created',
        mismatches: [{ attribute: 'status' }, { attribute: 'description' }],
      },
    ],
  });
});

test('asks a broker as Pact’s own verifier does', async () => {
  await using ours = await startBroker([{ pact: held }]);
  await using theirs = await startBroker([{ pact: held }]);
  const selectors = '{"mainBranch":true}';
  const chosen = ['--consumer-version-selectors', selectors, '--enable-pending', '--provider-branch', 'trunk'];
  const since = ['--include-wip-pacts-since', '2026-01-31', '--provider-version', '7', '--publish'];
  const own = await verify(ours, '--provider', 'leeloo', '--provider-name', 'leeloo', ...chosen, ...since);
  expect(own).toMatchObject({ code: 0, stderr: '' });
  // Nobody answers it there, so its result is another; what it asks is the same.
  const address = ['--broker-url', theirs.url, '--provider-name', 'leeloo', '--hostname', '127.0.0.1', '--port', '1'];
  await runProcess(findVerifier(), ['verifier', ...address, ...chosen, ...since, '--no-colour'], {
    PACT_DO_NOT_TRACK: 'true',
  });
  // It looks at the address of its request before it makes it.
  expect(ours.lines()).toEqual(theirs.lines().filter((line) => !/^GET .*for-verification$/.test(line)));
  const [question] = theirs.asked.filter(({ method }) => method === 'POST');
  expect(ours.asked[1]?.body).toEqual(question?.body);
  expect(ours.asked.at(-2)?.path).toBe('/pacticipants/leeloo/branches/trunk/versions/7');
  expect(Object.keys(ours.asked.at(-1)?.body as object)).toEqual(
    expect.arrayContaining(['success', 'providerApplicationVersion', 'verifiedBy', 'testResults']),
  );
  expect(Object.keys(theirs.asked.at(-1)?.body as object)).toEqual(
    expect.arrayContaining(['success', 'providerApplicationVersion', 'verifiedBy', 'testResults']),
  );
});

test('what a broker calls pending may fail, and is published as what it is', async () => {
  const notices = [
    { when: 'before_verification', text: 'The pact is verified as it is the latest.' },
    { when: 'after_verification:success_true_published_true', text: 'No more pending.' },
  ];
  await using broker = await startBroker([{ pact: wrong, pending: true, notices }, { pact: held }]);
  const result = await verify(broker, '--enable-pending', '--publish', '--json');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const lines = linesOf(result);
  expect(lines.find(({ event }) => event === 'pact')).toMatchObject({
    consumer: 'blog',
    isPending: true,
    notices: ['The pact is verified as it is the latest.'],
    verified: true,
    pending: 1,
  });
  expect(lines.filter(({ event }) => event === 'published')).toMatchObject([
    { consumer: 'blog', provider: 'leeloo', success: false },
    { consumer: 'shop', provider: 'leeloo', success: true },
  ]);
  const shown = await verify(broker, '--enable-pending');
  expect(shown.stdout).toContain('The pact is verified as it is the latest.');
  expect(shown.stdout).not.toContain('No more pending.');
  expect(shown.stdout).toContain('? creates an account (pending, so it may fail)');
});

test.for([
  ['a token', ['--broker-token', 's3cret'], {}, 'Bearer s3cret'],
  ['a token in the environment', [], { PACT_BROKER_TOKEN: 's3cret' }, 'Bearer s3cret'],
  ['a name and a password', ['--broker-username', 'me'], { PACT_BROKER_PASSWORD: 'pa:ss' }, 'Basic bWU6cGE6c3M='],
] as const)('gives a broker %s', async ([, flags, env, authorization]) => {
  await using broker = await startBroker([{ pact: held }], { authorization, path: '/pacts-of-all' });
  const given = await runCommand(['verify', '--broker', broker.url, ...flags], env);
  expect(given).toMatchObject({ code: 0, stderr: '' });
  const without = await verify(broker);
  expect(without.code).toBe(1);
  expect(without.stderr).toContain('it answered 401, since no login was given. Set PACT_BROKER_TOKEN');
});

test('takes a login from the address, and never prints it', async () => {
  await using broker = await startBroker([{ pact: wrong }], { authorization: 'Basic bWU6czNjcmV0' });
  const address = (login: string) => broker.url.replace('//', `//${login}@`);
  const { code, stdout, stderr } = await runCommand(['verify', '--broker', address('me:s3cret')]);
  expect(code).toBe(1);
  expect(stdout).toContain(`blog → leeloo ${broker.url}/pacts/0`);
  const refused = await runCommand(['verify', '--broker', address('me:wr0ng')]);
  expect(refused.stderr).toContain('it answered 401, since it does not take the login.');
  expect(stdout + stderr + refused.stderr + refused.stdout).not.toMatch(/s3cret|wr0ng/);
});

test.each(['s3cret', Buffer.from('me:s3cret').toString('base64')])(
  'a broker that tells %s back is not quoted',
  async (told) => {
    await using broker = await startBroker([], { answer: () => ({ status: 500, body: { error: `no ${told} here` } }) });
    const { stderr } = await runCommand(['verify', '--broker', broker.url.replace('//', '//me:s3cret@')]);
    expect(stderr).toContain('and said: no *** here.');
  },
);

test('a login with a sign that is no escape is taken as it is', async () => {
  const authorization = `Basic ${Buffer.from('me:50%').toString('base64')}`;
  await using broker = await startBroker([{ pact: held }], { authorization });
  const { code, stderr } = await runCommand(['verify', '--broker', broker.url.replace('//', '//me:50%@')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('sends a login nowhere but to the broker', async () => {
  await using elsewhere = await startBroker([{ pact: held }]);
  await using broker = await startBroker([], {
    answer: ({ path }) =>
      path === '/'
        ? {
            status: 200,
            body: { _links: { 'pb:provider-pacts-for-verification': { href: `${elsewhere.url}/{provider}` } } },
          }
        : undefined,
  });
  const { code, stderr } = await verify(broker, '--broker-token', 's3cret');
  expect({ code, asked: elsewhere.asked }).toEqual({ code: 1, asked: [] });
  expect(stderr).toContain(`a link of its leads to ${elsewhere.url}.`);
});

test('a pact of a broker that cannot be read fails itself, not the run', async () => {
  const messages = { consumer: { name: 'bus' }, provider: { name: 'leeloo' }, messages: [], metadata: held.metadata };
  await using broker = await startBroker([{ pact: messages }, { pact: held }]);
  const { code, stdout, stderr } = await verify(broker, '--publish');
  expect(stdout).toContain('it is about messages.');
  expect(stdout).toContain('Published the result for shop: it holds.');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Verification failed: 1 of 2 pacts cannot be verified.\n' });
});

test('a result that cannot be published is told, and fails the run', async () => {
  await using broker = await startBroker([{ pact: held }], {
    answer: ({ path }) =>
      path.endsWith('/verification-results')
        ? { status: 400, body: { errors: { success: ["can't be blank"] } } }
        : undefined,
  });
  const { code, stdout, stderr } = await verify(broker, '--publish');
  expect(stdout).toContain('Did not publish the result for shop.');
  expect(stdout).toContain(`it answered 400 and said: {"success":["can't be blank"]}`);
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Publishing failed: 1 of 1 results are not at the broker.\n' });
});

test.for([
  ['no such host', 'http://127.0.0.1:1', 'Cannot reach the broker at http://127.0.0.1:1/: bad port. Check --broker'],
  ['no URL', 'broker', 'Cannot use --broker: it is no URL.'],
] as const)('tells what is wrong with a broker: %s', async ([, url, line]) => {
  const { code, stderr } = await verify({ url });
  expect(code).toBeGreaterThan(0);
  expect(stderr).toContain(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.for([
  ['no JSON', { status: 200, body: 'hello' }, 'it answered no JSON object.'],
  ['no broker', { status: 200, body: { hello: 1 } }, 'its index has no link pb:provider-pacts-for-verification.'],
  ['an old broker', { status: 500, body: { error: 'database\nis away' } }, 'answered 500 and said: database is away.'],
] as const)('tells what is wrong with the reply of a broker: %s', async ([, reply, words]) => {
  await using broker = await startBroker([], { answer: () => reply });
  const { code, stderr } = await verify(broker);
  expect(code).toBe(1);
  expect(stderr).toContain(words);
});

test('a broker without any pact of the providers proves nothing', async () => {
  await using broker = await startBroker([{ pact: foreign }]);
  const { code, stderr } = await verify(broker);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Cannot verify anything: the broker at .* has no pacts with leeloo, Leeloo, /);
});

test.for([
  [['--publish'], 'Cannot use --publish without a broker. Add --broker <url>.'],
  [[], 'Cannot verify anything: there are no pacts.'],
  [['pacts', '--broker', 'http://127.0.0.1:1'], 'Cannot verify pact files and those of a broker in one run.'],
  [
    ['--broker', 'http://127.0.0.1:1', '--consumer-version-selectors', '{"a"'],
    'they are JSON objects. Give some such as',
  ],
  [['--broker', 'http://127.0.0.1:1', '--include-wip-pacts-since', 'May'], 'it is no date.'],
  [['--broker', 'http://127.0.0.1:1', '--include-wip-pacts-since', '2026-01-31'], 'Add --enable-pending.'],
  [['--broker', 'http://127.0.0.1:1', '--provider-name', 'x'], 'Add --provider <name>.'],
  [['--broker', 'http://127.0.0.1:1', '--against', 'replay', '--publish'], 'Add --provider-version.'],
] as const)('flags that do not go together: %j', async ([args, words]) => {
  const { code, stderr } = await runCommand(['verify', ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
