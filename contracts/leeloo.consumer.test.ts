import { afterAll, expect, test } from 'vitest';
import type { CreateEmailAccountRequest } from '../mocks/leeloo/generated/schemas.ts';
import { createLeelooClient, LeelooError } from '../src/clients/index.ts';
import { type Interaction, startContract, type Template } from './contract.ts';
import { fromState, state } from './from-state.ts';
import { refused } from './refused.ts';

const contract = startContract('leeloo');
afterAll(() => contract[Symbol.dispose]());

const token = 'understudy-leeloo-0c1d2e3f4a5b6c7d';
const connection_id = '5cfa283a2e9096000b440d51';
const tags = '5d0a4d2cf73822000c44994c';
const email = 'revolt@xmpl.net';
const unknownId = '000000000000000000000000';

const accepted = state('the Leeloo token is accepted');
const connected = state('a Leeloo connection exists');
const free = state('no Leeloo account exists', { email });
const fromStage = {
  token: fromState('token', token),
  email: fromState('email', email),
  connection_id: fromState('connection_id', connection_id),
  tags: fromState('tag_id', tags),
};

function request(body: object, sentToken: Template = fromStage.token): Interaction['request'] {
  const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': sentToken };
  return { method: 'POST', path: '/api/v2/accounts/email', headers, body };
}

function taken(count: number): Interaction['response'] {
  return { status: 200, body: { data: { count_to_process: count }, status: 1 } };
}

function refusal(code: string, fields: Record<string, string>): Interaction['response'] {
  return { status: 200, body: { status: 0, error: { fields, code } } };
}

function create(baseUrl: string, body: CreateEmailAccountRequest, sentToken = token) {
  return createLeelooClient({ baseUrl, token: sentToken }).createEmailAccounts(body);
}

test('creates an account with email, name, phone and tag', async () => {
  const account = { name: 'Robin Hood', phone: '+380963333333' };
  const interaction: Interaction = {
    given: [accepted, connected, state('a Leeloo tag exists'), free],
    uponReceiving: 'a request to create an email account with name, phone and tag',
    request: request({
      data: [{ email: fromStage.email, ...account }],
      connection_id: fromStage.connection_id,
      tags: fromStage.tags,
    }),
    response: taken(1),
  };
  await contract.play([interaction], async (baseUrl) => {
    const reply = await create(baseUrl, { data: [{ email, ...account }], connection_id, tags });
    expect(reply).toEqual({ data: { count_to_process: 1 }, status: 1 });
  });
});

test('creates an account with nothing but an email', async () => {
  const interaction: Interaction = {
    given: [accepted, connected, free],
    uponReceiving: 'a request to create an email account with nothing but an email',
    request: request({ data: [{ email: fromStage.email }], connection_id: fromStage.connection_id }),
    response: taken(1),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await create(baseUrl, { data: [{ email }], connection_id })).data.count_to_process).toBe(1);
  });
});

test('creates an account in spite of a phone that is none', async () => {
  const interaction: Interaction = {
    given: [accepted, connected, free],
    uponReceiving: 'a request to create an email account with a phone that is none',
    request: request({ data: [{ email: fromStage.email, phone: 'none' }], connection_id: fromStage.connection_id }),
    response: taken(1),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await create(baseUrl, { data: [{ email, phone: 'none' }], connection_id })).status).toBe(1);
  });
});

test('counts every item of a request', async () => {
  const interaction: Interaction = {
    given: [accepted, connected, free],
    uponReceiving: 'a request to create the same email account twice',
    request: request({
      data: [{ email: fromStage.email }, { email: fromStage.email }],
      connection_id: fromStage.connection_id,
    }),
    response: taken(2),
  };
  await contract.play([interaction], async (baseUrl) => {
    const reply = await create(baseUrl, { data: [{ email }, { email }], connection_id });
    expect(reply.data.count_to_process).toBe(2);
  });
});

test('takes a duplicate as a success', async () => {
  const interaction: Interaction = {
    given: [accepted, connected, state('a Leeloo account exists', { email })],
    uponReceiving: 'a request to create an email account that exists with this connection',
    request: request({ data: [{ email: fromStage.email }], connection_id: fromStage.connection_id }),
    response: taken(1),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await create(baseUrl, { data: [{ email }], connection_id })).data.count_to_process).toBe(1);
  });
});

const refusals = [
  {
    what: 'an email that is none',
    sent: { data: [{ email: 'revolt.xmpl.net' }], connection_id },
    code: 'FORMAT_ERROR',
    fields: { 'data/0/email': 'WRONG_EMAIL' },
  },
  {
    what: 'an empty email',
    sent: { data: [{ email: '' }], connection_id },
    code: 'FORMAT_ERROR',
    fields: { 'data/0/email': 'REQUIRED' },
  },
  {
    what: 'two emails of three that are none',
    sent: { data: [{ email: 'one' }, { email: 'two@xmpl.net' }, { email: 'three@' }], connection_id },
    code: 'FORMAT_ERROR',
    fields: { 'data/0/email': 'WRONG_EMAIL', 'data/2/email': 'WRONG_EMAIL' },
  },
  {
    what: 'no items',
    sent: { data: [], connection_id },
    code: 'FORMAT_ERROR',
    fields: { data: 'CANNOT_BE_EMPTY' },
  },
  {
    what: 'no connection',
    sent: { data: [{ email }], connection_id: '' },
    code: 'FORMAT_ERROR',
    fields: { connection_id: 'REQUIRED' },
  },
  {
    what: 'a connection that is no id',
    sent: { data: [{ email }], connection_id: 'sendgrid' },
    code: 'FORMAT_ERROR',
    fields: { connection_id: 'WRONG_FORMAT' },
  },
  {
    what: 'an unknown connection',
    sent: { data: [{ email }], connection_id: unknownId },
    code: 'WRONG_ID',
    fields: { connection_id: 'WRONG_ID' },
  },
  {
    what: 'an unknown tag',
    sent: { data: [{ email }], connection_id, tags: unknownId },
    code: 'WRONG_ID',
    fields: { tags: 'WRONG_ID' },
  },
];

test.each(refusals)('makes an error of the refusal of $what', async ({ what, sent, code, fields }) => {
  const usesConnection = sent.connection_id === connection_id;
  const interaction: Interaction = {
    given: usesConnection ? [accepted, connected] : [accepted],
    uponReceiving: `a request to create email accounts with ${what}`,
    request: request(usesConnection ? { ...sent, connection_id: fromStage.connection_id } : sent),
    response: refusal(code, fields),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(create(baseUrl, sent), LeelooError);
    expect({ code: error.code, fields: error.fields }).toEqual({ code, fields });
  });
});

test('makes an error of the refusal of a token', async () => {
  const wrong = 'no-company-has-this-token';
  const interaction: Interaction = {
    uponReceiving: 'a request to create email accounts with an unknown token',
    request: request({ data: [{ email }], connection_id }, wrong),
    response: refusal('WRONG_TOKEN', { token: 'WRONG_TOKEN' }),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(create(baseUrl, { data: [{ email }], connection_id }, wrong), LeelooError);
    expect({ code: error.code, fields: error.fields }).toEqual({
      code: 'WRONG_TOKEN',
      fields: { token: 'WRONG_TOKEN' },
    });
  });
});

test('is the contract that is kept', async () => {
  await expect(contract.read()).toMatchFileSnapshot('pacts/api-understudy-clients-leeloo.json');
});
