import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import type { PlainReply, PlainRequest } from './message.ts';
import { isIssued, isPlaceholder } from './placeholder.ts';
import { Redaction, type RedactionSettings, type SafeExchange } from './redaction.ts';

const token = '0e9a1f77-1b2c-4d3e-8f90-123456789abc';
const signIn = request('/auth/sys/signin', { Organization: 'ACME', User: 'me@acme.example', Password: 'Tr0mbone!x' });

test('the published credential stands for the configured one, wherever it stands', () => {
  const value = 'real-leeloo-token-42';
  const redaction = leeloo({
    credentials: [{ provider: 'leeloo', role: 'token', published: mocks.leeloo.credentials.token, value }],
  });
  const sent = request('/api/v2/accounts/email', { data: [] }, [['x-leeloo-authtoken', value]]);
  const { request: safe, reply: answered } = redaction.exchange(
    sent,
    reply(401, { message: `no such token: ${value}` }),
    'create-email-account',
  );
  expect(safe.headers).toContainEqual(['x-leeloo-authtoken', mocks.leeloo.credentials.token]);
  expect(textIn(answered)).toBe(`{"message":"no such token: ${mocks.leeloo.credentials.token}"}`);
});

test('another provider keeps nothing of a credential that is not its own', () => {
  const value = 'real-leeloo-token-42';
  const redaction = new Redaction({
    provider: mocks.leadconnector,
    credentials: [{ provider: 'leeloo', role: 'token', published: 'p', value }],
  });
  const safe = redaction.request(request('/users/', {}, [['authorization', `Bearer ${value}`]]), 'create-user').safe();
  expect(JSON.stringify(safe)).not.toContain(value);
  expect(isPlaceholder(safe.headers[0]?.[1].replace('Bearer ', '') ?? '')).toBe(true);
});

test('each issued token has a placeholder of its own, a UUID for a UUID, also where it is used later', () => {
  const redaction = sensorpro();
  const { reply: first } = redaction.exchange(signIn, reply(200, { Token: token }), 'sign-in');
  const { reply: second } = redaction.exchange(signIn, reply(200, { Token: token.replace('0e', '1e') }), 'sign-in');
  const [one, other] = [tokenIn(first), tokenIn(second)];
  expect(isIssued(one) && isIssued(other)).toBe(true);
  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(one).not.toBe(other);
  const used = redaction.request(request(`/api/Account/AddUpdateUser/${token}`, {}), 'add-update-user').safe();
  expect(used.path).toBe(`/api/Account/AddUpdateUser/${one}`);
});

test('what was redacted is redacted to itself', () => {
  const redaction = sensorpro();
  const { request: safe } = redaction.exchange(signIn, reply(200, { Token: token }), 'sign-in');
  const body = { bytes: Buffer.from(textIn(safe)), encoding: undefined };
  const again = sensorpro().request({ ...safe, body }, 'sign-in');
  const { json: _read, ...text } = Object(again.safe().body);
  expect({ ...again.safe(), body: text }).toEqual(safe);
});

test('equal secrets of a request stay equal and different ones different', () => {
  const redaction = sensorpro();
  const equal = textIn(
    redaction
      .request(request('/x', { Password: 'Aa.123456', CnfPassword: 'Aa.123456' }), 'add-sub-organization')
      .safe(),
  );
  const different = textIn(
    redaction
      .request(request('/x', { Password: 'Aa.123456', CnfPassword: 'Aa.123457' }), 'add-sub-organization')
      .safe(),
  );
  expect(new Set(Object.values(JSON.parse(equal))).size).toBe(1);
  expect(new Set(Object.values(JSON.parse(different))).size).toBe(2);
});

test('a secret is found escaped, percent-encoded, in base64 of any alignment, and in JSON inside of JSON', () => {
  const secret = 'Grüße/"9+9" ok';
  const spelled = ['', 'a', 'ab'].map((before) => Buffer.from(`${before}${secret}zz`).toString('base64'));
  const told = { url: `/x?p=${encodeURIComponent(secret)}`, nested: JSON.stringify({ said: secret }), spelled };
  const safe = sensorpro().exchange(request('/auth/sys/signin', { Password: secret }), reply(200, told), 'sign-in');
  const printed = textIn(safe.reply);
  for (const text of [secret, encodeURIComponent(secret), 'Grüße', ...spelled]) expect(printed).not.toContain(text);
});

test('short secrets are replaced at their place only', () => {
  const { request: safe, reply: answered } = sensorpro().exchange(
    request('/auth/sys/signin', { Password: 'abc' }),
    reply(200, { Company: 'abc' }),
    'sign-in',
  );
  expect(textIn(safe)).not.toContain('abc');
  expect(textIn(answered)).toBe('{"Company":"abc"}');
});

test('all other bytes of a body stay as they are', () => {
  const text = '{ "n": 0.00, "big": 9007199254740993,\n "Password" : "Tr0mbone!x", "b": 1, "b": 2, "u": "\\u0041" }';
  const safe = sensorpro()
    .request({ ...signIn, body: { bytes: Buffer.from(text), encoding: undefined } }, 'sign-in')
    .safe();
  const [before = '', after = ''] = text.split('"Tr0mbone!x"');
  expect(textIn(safe).startsWith(before) && textIn(safe).endsWith(after)).toBe(true);
  expect(textIn(safe)).not.toContain('Tr0mbone');
});

test('a secret is found in broken JSON, in forms and in named texts', () => {
  for (const text of [
    '{"Password":"Tr0mbone!x',
    '{"Password" "x", "password": "Tr0mbone!x"',
    'a=1&password=Tr0mbone!x',
    '<Password>Tr0mbone!x</Password>',
    "password = 'Tr0mbone!x'",
  ]) {
    const safe = sensorpro()
      .request({ ...signIn, body: { bytes: Buffer.from(text), encoding: undefined } }, 'sign-in')
      .safe();
    expect(textIn(safe)).not.toContain('Tr0mbone');
  }
});

const quotable = 'Aa1! ;&"\\/90b7438fc282';

test.each([
  ['after a name', `no: Password=${quotable} is wrong`],
  ['in markup', `<Password>${quotable}</Password>`],
  ['in JSON', `no: {"Password":${JSON.stringify(quotable)}}`],
  ['in JSON inside of JSON', `no: ${JSON.stringify(JSON.stringify({ Password: quotable }))}`],
  ['in JSON that ends too early', `{"message": "password=${quotable}`],
])('a secret with quotes and other ends of values goes whole from a text that has it %s', (_where, text) => {
  const said = { ...reply(400, ''), body: { bytes: Buffer.from(text), encoding: undefined } };
  const { reply: safe } = sensorpro().exchange(request('/auth/sys/signin', { Password: quotable }), said, 'sign-in');
  expect(textIn(safe)).toContain('Redacted.Password.');
  expect(textIn(safe)).not.toMatch(/90b7438fc282|Aa1/);
});

test('a secret that only a reply knows goes whole from a text that quotes JSON', () => {
  const text = `no: {"Password":${JSON.stringify(quotable)},"n":1}`;
  const said = { ...reply(400, ''), body: { bytes: Buffer.from(text), encoding: undefined } };
  const { reply: safe } = sensorpro().exchange(request('/auth/sys/signin', {}), said, 'sign-in');
  expect(textIn(safe)).toMatch(/^no: \{"Password":"Redacted\.Password\.\w+","n":1\}$/);
});

test.each([
  ['pass@123!G', false],
  ['Longbow&Arrow7', true],
])('whether a password keeps to the rules of a version shows in what stands for it: %s', (password, keeps) => {
  const { leadconnector } = mocks;
  const body = { bytes: Buffer.from(JSON.stringify({ password })), encoding: undefined };
  const sent = { ...request('/users/', {}), body };
  const safe = new Redaction({ provider: leadconnector, credentials: [] }).request(sent, 'create-user').safe();
  expect(textIn(safe)).toMatch(keeps ? /"Redacted\.Password\./ : /"redacted\.password\./);
});

test('a word of the schemas is no secret in a reply, and a password that is one hides at its place only', () => {
  const refused = { error: { fields: { token: 'WRONG_TOKEN' }, code: 'WRONG_TOKEN' } };
  const sent = request('/api/v2/accounts/email', { data: [] }, [['x-leeloo-authtoken', 'a-wrong-one']]);
  expect(textIn(leeloo().exchange(sent, reply(200, refused), 'create-email-account').reply)).toBe(
    JSON.stringify(refused),
  );
  const careless = sensorpro().request(
    request('/x', { Password: 'Password', CnfPassword: 'Password' }),
    'add-sub-organization',
  );
  expect(textIn(careless.safe())).toMatch(
    /^\{"Password":"redacted\.password\.5ec2e7\w+","CnfPassword":"redacted\.password\.5ec2e7\w+"\}$/,
  );
});

test('a placeholder keeps what rules look at: prefix, digits, whether a password is strong enough', () => {
  const redaction = new Redaction({ provider: mocks.leadconnector, credentials: [] });
  const sent = request('/users/', { password: 1234567 }, [
    ['authorization', 'Bearer pit-0e9a1f77-1b2c-4d3e-8f90-123456789abc'],
  ]);
  const safe = redaction.request(sent, 'create-user').safe();
  expect(safe.headers[0]?.[1]).toMatch(/^Bearer pit-5ec2e700-0000-4000-8000-\d{12}$/);
  expect(textIn(safe)).toMatch(/^\{"password":5270\d{11}\}$/);
  const passwords = ['weak', 'Str0ng.enough'].map((Password) => request('/x', { Password }));
  const [weak, strong] = passwords.map((each) => textIn(sensorpro().request(each, 'add-sub-organization').safe()));
  expect([weak, strong]).toEqual([
    expect.stringContaining('"redacted.password.'),
    expect.stringContaining('"Redacted.Password.'),
  ]);
});

test('a secret goes before what is personal around it', () => {
  const redaction = new Redaction({ provider: mocks.leadconnector, credentials: [] });
  for (const text of [
    'name=password=Tr0mbone!x',
    'name="password" password=Tr0mbone!x',
    '<p>name: x password: Tr0mbone!x</p>',
  ]) {
    const body = { bytes: Buffer.from(text), encoding: undefined };
    expect(textIn(redaction.request({ ...signIn, body }, 'create-user').safe())).not.toContain('Tr0mbone');
  }
});

test('long hostile texts are read to their end, however many names are in them', () => {
  const redaction = new Redaction({ provider: mocks.leadconnector, credentials: [] });
  for (const text of ['password=', 'name=', 'a:', '"a', 'name="', '[1,', ' bearer ', 'password="']) {
    const body = { bytes: Buffer.from(text.repeat(300_000 / text.length)), encoding: undefined };
    const safe = redaction.request({ ...signIn, body }, 'create-user').safe();
    expect('text' in safe.body).toBe(true);
  }
});

test('binary bodies with a secret are not kept', () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(token, 'utf16le')]);
  const sent = request(`/api/Account/AddUpdateUser/${token}`, {});
  const safe = sensorpro().exchange(
    sent,
    { ...reply(200, {}), body: { bytes, encoding: undefined } },
    'add-update-user',
  );
  expect(safe.reply.body).toEqual({ gap: 'secret-in-binary', length: bytes.length, encoding: undefined });
});

test('a text that holds the sign for what cannot be read is a text', () => {
  const safe = sensorpro()
    .request(request(signIn.path, { Note: '\ufffd', Password: 'Tr0mbone!x' }), 'sign-in')
    .safe();
  expect(textIn(safe)).toMatch(/^\{"Note":"\ufffd","Password":"Redacted\./);
});

test('headers that are not known to be harmless are not kept, and their secrets are found elsewhere', () => {
  const sent = request('/users/', { note: 'is SuperSecret9 here' }, [
    ['x-api-key', 'SuperSecret9'],
    ['x-custom', 'a'],
    ['accept', '*/*'],
  ]);
  const safe = new Redaction({ provider: mocks.leadconnector, credentials: [] }).request(sent, 'create-user').safe();
  expect(safe.headers).toEqual([['accept', '*/*']]);
  expect(textIn(safe)).not.toContain('SuperSecret9');
});

test('cookies keep their names and lose their values', () => {
  const answered = {
    ...reply(200, {}),
    headers: [
      ['set-cookie', 'sid=abcdef123456; Path=/; HttpOnly'],
      ['set-cookie', 'b=zyxwvu9876'],
    ] as const,
  };
  const { reply: safe } = sensorpro().exchange(signIn, answered, 'sign-in');
  expect(safe.headers[0]?.[1]).toMatch(/^sid=Redacted\.Token\.\w+; Path=\/; HttpOnly$/);
  expect(safe.headers[1]?.[1]).toMatch(/^b=Redacted/);
});

test.each([
  ['a member', JSON.stringify({ name: 'Bearer abcdefgh-ijklm-42' })],
  ['a described value', JSON.stringify({ name: 'email', value: ['token=abcdefgh-ijklm-42'] })],
  ['a member of a described value', JSON.stringify({ name: 'email', value: [{ password: 'abcdefgh-ijklm-42' }] })],
  ['a member of what is nearly JSON', '{"name":"https://a:abcdefgh-ijklm-42@b.example/",'],
  ['a list in what is nearly JSON', '{"name":"password","value":["abcdefgh-ijklm-42"],'],
])('a secret in what a schema says to be personal is none the less one: in %s', (_where, text) => {
  const body = { bytes: Buffer.from(text), encoding: undefined };
  for (const settings of [{}, { pseudonymSeed: 1 }]) {
    const sent = { ...request('/api/v2/accounts/email', {}), body };
    const { request: safe, reply: answered } = leeloo(settings).exchange(
      sent,
      { ...reply(400, {}), body },
      'create-email-account',
    );
    expect(textIn(safe)).not.toBe(text);
    expect(textIn(safe) + textIn(answered)).not.toContain('abcdefgh-ijklm-42');
  }
});

test('so is one in a field of a form and in a query', () => {
  const text = 'name=Bearer+abcdefgh-ijklm-42&email=token%3Dabcdefgh-ijklm-43';
  const sent = {
    ...request('/api/v2/accounts/email', {}, [['content-type', 'application/x-www-form-urlencoded']]),
    query: text,
    body: { bytes: Buffer.from(text), encoding: undefined },
  };
  const safe = leeloo().request(sent, 'create-email-account').safe();
  expect(textIn(safe) + safe.query).not.toContain('abcdefgh');
});

test('a pseudonym is the same in every run, keeps its kind, and stays itself', () => {
  const person = { data: [{ email: 'Jane.Roe@corp.example', name: 'Jane Roe', phone: '+380963333333' }] };
  const [one, other] = [leeloo({ pseudonymSeed: 1 }), leeloo({ pseudonymSeed: 1 })].map((redaction) =>
    textIn(
      redaction.exchange(
        request('/api/v2/accounts/email', person),
        reply(409, 'jane.roe@corp.example exists'),
        'create-email-account',
      ).request,
    ),
  );
  expect(one).toBe(other);
  for (const text of ['Jane', 'Roe', 'corp', '963333333']) expect(one).not.toContain(text);
  const [made] = JSON.parse(one ?? '').data;
  expect(made.phone).toMatch(/^\+38\d{10}$/);
  expect(made.email).toMatch(/@pseudonym\.example$/);
});

function leeloo(settings: Partial<RedactionSettings> = {}): Redaction {
  return new Redaction({ provider: mocks.leeloo, credentials: [], ...settings });
}

function sensorpro(): Redaction {
  return new Redaction({ provider: mocks.sensorpro, credentials: [] });
}

function request(path: string, body: unknown, headers: readonly (readonly [string, string])[] = []): PlainRequest {
  return {
    method: 'POST',
    path,
    query: '',
    headers,
    body: { bytes: Buffer.from(JSON.stringify(body)), encoding: undefined },
  };
}

function reply(status: number, body: unknown): PlainReply {
  return {
    status,
    statusText: '',
    headers: [],
    body: { bytes: Buffer.from(JSON.stringify(body)), encoding: undefined },
  };
}

function textIn({ body }: SafeExchange['request'] | SafeExchange['reply']): string {
  return 'text' in body ? body.text : '';
}

function tokenIn(answered: SafeExchange['reply']): string {
  return JSON.parse(textIn(answered)).Token;
}
