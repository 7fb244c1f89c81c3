import { MatchersV3 } from '@pact-foundation/pact';
import { afterAll, expect, test } from 'vitest';
import type { AddAccountRequest } from '../mocks/getresponse/generated/schemas.ts';
import { createGetResponseClient, GetResponseError } from '../src/clients/index.ts';
import { sampleAccount } from '../test/support/sample-bodies.ts';
import { type Interaction, startContract, type Template } from './contract.ts';
import { fromState, state } from './from-state.ts';
import { refused } from './refused.ts';

const contract = startContract('getresponse');
afterAll(() => contract[Symbol.dispose]());

const apiKey = '8d3f0c6b5a1e47929be60c1f7d24a853';
const unknownKey = '00000000000000000000000000000000';

const account: AddAccountRequest = sampleAccount;
const { email, campaign } = account;

const owner = state('the GetResponse API key is accepted', { owner: true });
const messages = state('GetResponse confirmation messages exist', { language_code: 'EN' });
const free = state('no GetResponse account exists', { email, campaign_name: campaign.name });
const taken = state('a GetResponse account exists', { email, campaign_name: campaign.name });

const keyOfStage = fromState('api_key', apiKey);
const campaignOfStage = {
  name: fromState('campaign_name', campaign.name),
  confirmation_subject: fromState('confirmation_subject', campaign.confirmation_subject),
  confirmation_body: fromState('confirmation_body', campaign.confirmation_body),
};
const accountOfStage = { ...account, email: fromState('email', email), campaign: campaignOfStage };

function request(method: string, key: Template, attributes?: object): Interaction['request'] {
  const params = attributes ? [key, attributes] : [key];
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', path: '/', headers, body: { jsonrpc: '2.0', method, params, id: 1 } };
}

function result(value: unknown): Interaction['response'] {
  return { status: 200, body: { jsonrpc: '2.0', id: 1, result: value } };
}

function refusal(code: number, message: string): Interaction['response'] {
  return { status: 200, body: { jsonrpc: '2.0', id: 1, error: { code, message } } };
}

function client(baseUrl: string, key = apiKey) {
  return createGetResponseClient({ baseUrl, apiKey: key });
}

const added = result({ ACCOUNT_ID: MatchersV3.string('abc123'), added: 1 });

test('adds an account with every field', async () => {
  const more = { company_name: 'Implix', state: 'pomorskie' };
  const moreOfCampaign = { description: 'Fani pociągów.', language_code: 'PL', optin: 'single' } as const;
  const attributes = { ...accountOfStage, ...more, campaign: { ...campaignOfStage, ...moreOfCampaign } };
  const interaction: Interaction = {
    given: [owner, messages, free],
    uponReceiving: 'a call to add an account with every field',
    request: request('add_account', keyOfStage, attributes),
    response: added,
  };
  await contract.play([interaction], async (baseUrl) => {
    const sent = { ...account, ...more, campaign: { ...campaign, ...moreOfCampaign } };
    expect(await client(baseUrl).addAccount(sent)).toEqual({ ACCOUNT_ID: 'abc123', added: 1 });
  });
});

test('adds an account with the mandatory fields', async () => {
  const interaction: Interaction = {
    given: [owner, messages, free],
    uponReceiving: 'a call to add an account with the mandatory fields',
    request: request('add_account', keyOfStage, accountOfStage),
    response: added,
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await client(baseUrl).addAccount(account)).ACCOUNT_ID).toBe('abc123');
  });
});

const refusals = [
  { what: 'a password without capitals', change: { password: '12#$qwer' }, code: -1, reason: 'Password too weak' },
  { what: 'an email that is none', change: { email: 'john.doe' }, code: -1, reason: 'Invalid email syntax' },
  { what: 'a country of another code', change: { country: 'Portugal' }, code: -1, reason: 'Invalid country' },
  { what: 'a country code that is none', change: { country_code: 'XX' }, code: -1, reason: 'Invalid country' },
  { what: 'an empty first name', change: { first_name: '' }, code: -32602, reason: 'Invalid params' },
];

test.each(refusals)('makes an error of the refusal of $what', async ({ what, change, code, reason }) => {
  const interaction: Interaction = {
    given: [owner, messages, free],
    uponReceiving: `a call to add an account with ${what}`,
    request: request('add_account', keyOfStage, { ...accountOfStage, ...change }),
    response: refusal(code, reason),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addAccount({ ...account, ...change }), GetResponseError);
    expect({ code: error.code, reason: error.reason }).toEqual({ code, reason });
  });
});

const campaignRefusals = [
  {
    what: 'an unknown confirmation subject',
    change: { confirmation_subject: 'none' },
    reason: 'Missing confirmation subject',
  },
  { what: 'an unknown confirmation body', change: { confirmation_body: 'none' }, reason: 'Missing confirmation body' },
  { what: 'a language of its campaign that is none', change: { language_code: 'XX' }, reason: 'Invalid language code' },
];

test.each(campaignRefusals)('makes an error of the refusal of $what', async ({ what, change, reason }) => {
  const interaction: Interaction = {
    given: [owner, messages, free],
    uponReceiving: `a call to add an account with ${what}`,
    request: request('add_account', keyOfStage, { ...accountOfStage, campaign: { ...campaignOfStage, ...change } }),
    response: refusal(-1, reason),
  };
  await contract.play([interaction], async (baseUrl) => {
    const call = client(baseUrl).addAccount({ ...account, campaign: { ...campaign, ...change } });
    expect((await refused(call, GetResponseError)).reason).toBe(reason);
  });
});

test('makes an error of an email that is taken', async () => {
  const interaction: Interaction = {
    given: [owner, messages, taken],
    uponReceiving: 'a call to add an account with an email that is taken',
    request: request('add_account', keyOfStage, accountOfStage),
    response: refusal(-1, 'Email already taken'),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addAccount(account), GetResponseError);
    expect({ code: error.code, reason: error.reason }).toEqual({ code: -1, reason: 'Email already taken' });
  });
});

test('makes an error of a campaign name that is taken', async () => {
  const other = 'jane.doe@example.mail';
  const interaction: Interaction = {
    given: [owner, messages, taken, state('no GetResponse account exists', { email: other, campaign_name: 'trams' })],
    uponReceiving: 'a call to add an account with a campaign name that is taken',
    request: request('add_account', keyOfStage, {
      ...accountOfStage,
      email: fromState('email', other),
      campaign: { ...campaignOfStage, name: fromState('taken_campaign_name', campaign.name) },
    }),
    response: refusal(-1, 'Name already taken'),
  };
  await contract.play([interaction], async (baseUrl) => {
    const call = client(baseUrl).addAccount({ ...account, email: other });
    expect((await refused(call, GetResponseError)).reason).toBe('Name already taken');
  });
});

test('makes an error of a key without owner privilege', async () => {
  const interaction: Interaction = {
    given: [state('the GetResponse API key is accepted', { owner: false }), messages, free],
    uponReceiving: 'a call to add an account with a key that is not the owner’s',
    request: request('add_account', keyOfStage, accountOfStage),
    response: refusal(-1, 'Owner privilege missing'),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await refused(client(baseUrl).addAccount(account), GetResponseError)).reason).toBe(
      'Owner privilege missing',
    );
  });
});

const subject = { content: 'Please confirm subscription', language_code: 'EN' };
const body = { plain: 'Please confirm: {{LINK "confirm"}}', html: '<p>{{LINK "confirm"}}</p>', language_code: 'EN' };

test('reads the confirmation subjects', async () => {
  const interaction: Interaction = {
    given: [owner, messages],
    uponReceiving: 'a call to get the confirmation subjects',
    request: request('get_confirmation_subjects', keyOfStage),
    response: result(MatchersV3.eachValueMatches({ Tk5E: subject }, MatchersV3.like(subject))),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getConfirmationSubjects()).toEqual({ Tk5E: subject });
  });
});

test('reads the confirmation bodies of a language', async () => {
  const conditions = { language_code: { EQUALS: 'EN' } };
  const interaction: Interaction = {
    given: [owner, messages],
    uponReceiving: 'a call to get the confirmation bodies of a language',
    request: request('get_confirmation_bodies', keyOfStage, conditions),
    response: result(MatchersV3.eachValueMatches({ Bw2E: body }, MatchersV3.like(body))),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getConfirmationBodies(conditions)).toEqual({ Bw2E: body });
  });
});

const person = { email, first_name: 'John', last_name: 'Doe', country_code: 'PL', created_on: '2000-01-01 00:00:00' };
const fromField = { created_on: '2009-01-01 00:00:00', email: 'me@example.mail', name: 'My From Name' };
const shownCampaign = {
  name: 'my_campaign_1',
  is_default: 'yes',
  optin: 'single',
  from_name: 'My From Name',
  from_email: 'me@example.mail',
  reply_to_email: 'replies@example.mail',
  created_on: '2010-01-01 00:00:00',
} as const;
const campaignExists = state('a GetResponse campaign exists');

test('reads the account of its key', async () => {
  const interaction: Interaction = {
    given: [owner],
    uponReceiving: 'a call to get the account of the key',
    request: request('get_account_info', keyOfStage),
    response: result(MatchersV3.like(person)),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getAccountInfo()).toEqual(person);
  });
});

test('reads the from fields of the account', async () => {
  const interaction: Interaction = {
    given: [owner],
    uponReceiving: 'a call to get the from fields of the account',
    request: request('get_account_from_fields', keyOfStage),
    response: result(MatchersV3.eachValueMatches({ Fr1Ja: fromField }, MatchersV3.like(fromField))),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getAccountFromFields()).toEqual({ Fr1Ja: fromField });
  });
});

test('reads the campaigns of a name', async () => {
  const interaction: Interaction = {
    given: [owner, campaignExists],
    uponReceiving: 'a call to get the campaigns of a name',
    request: request('get_campaigns', keyOfStage, { name: { EQUALS: fromState('campaign_name', 'my_campaign_1') } }),
    response: result(MatchersV3.eachValueMatches({ Cb0at: shownCampaign }, MatchersV3.like(shownCampaign))),
  };
  await contract.play([interaction], async (baseUrl) => {
    const found = await client(baseUrl).getCampaigns({ name: { EQUALS: 'my_campaign_1' } });
    expect(found).toEqual({ Cb0at: shownCampaign });
  });
});

test('reads one campaign', async () => {
  const interaction: Interaction = {
    given: [owner, campaignExists],
    uponReceiving: 'a call to get one campaign',
    request: request('get_campaign', keyOfStage, { campaign: fromState('campaign_id', 'Cb0at') }),
    response: result(MatchersV3.eachValueMatches({ Cb0at: shownCampaign }, MatchersV3.like(shownCampaign))),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getCampaign({ campaign: 'Cb0at' })).toEqual({ Cb0at: shownCampaign });
  });
});

test('makes an error of a campaign that does not exist', async () => {
  const interaction: Interaction = {
    given: [owner],
    uponReceiving: 'a call to get a campaign that does not exist',
    request: request('get_campaign', keyOfStage, { campaign: 'none' }),
    response: refusal(-1, 'Missing campaign'),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).getCampaign({ campaign: 'none' }), GetResponseError);
    expect(error.reason).toBe('Missing campaign');
  });
});

test('pings', async () => {
  const interaction: Interaction = {
    given: [owner],
    uponReceiving: 'a ping',
    request: request('ping', keyOfStage),
    response: result({ ping: 'pong' }),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).ping()).toEqual({ ping: 'pong' });
  });
});

const keyRefusals = [
  { what: 'an unknown key', key: unknownKey, code: -1, reason: 'API key verification failed' },
  { what: 'a key that is none', key: 'my-key', code: -32602, reason: 'Invalid params' },
];

test.each(keyRefusals)('makes an error of the refusal of $what', async ({ what, key, code, reason }) => {
  const interaction: Interaction = {
    uponReceiving: `a ping with ${what}`,
    request: request('ping', key),
    response: refusal(code, reason),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl, key).ping(), GetResponseError);
    expect({ code: error.code, reason: error.reason }).toEqual({ code, reason });
  });
});

test('makes an error of a key that is bound to other addresses', async () => {
  const interaction: Interaction = {
    given: [state('the GetResponse API key is bound to other addresses')],
    uponReceiving: 'a ping with a key that is bound to other addresses',
    request: request('ping', keyOfStage),
    response: refusal(-1, 'API client IP not allowed'),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await refused(client(baseUrl).ping(), GetResponseError)).reason).toBe('API client IP not allowed');
  });
});

test('is the contract that is kept', async () => {
  await expect(contract.read()).toMatchFileSnapshot('pacts/api-understudy-clients-getresponse.json');
});
