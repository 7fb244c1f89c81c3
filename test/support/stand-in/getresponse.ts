import { asFields, type Fields, fieldsIn, isEmail, isText, type Play, type Reply } from './reply.ts';

/** What the owner of the played server knows. */
export const account = {
  api_key: 'f00dfeed0123456789abcdef00112233',
  non_owner_api_key: 'f00dfeed0123456789abcdef44556677',
  ip_bound_api_key: 'f00dfeed0123456789abcdef8899aabb',
};

const subjects = {
  sPL1: { language_code: 'PL', content: 'Prosimy o potwierdzenie' },
  sEN7: { language_code: 'EN', content: 'Please confirm' },
};
const bodies = {
  bPL1: { language_code: 'PL', html: '<p>Potwierdź</p>', plain: 'Potwierdź' },
  bEN9: { language_code: 'EN', html: '<p>Confirm</p>', plain: 'Confirm' },
};
/** The owner's own account: a campaign of its own, and as a real API may, more members than the client reads. */
const info = {
  login: 'owner',
  email: 'owner@real.example',
  first_name: 'Real',
  last_name: 'Owner',
  country_code: 'PL',
  created_on: '2009-02-03 04:05:06',
};
const fromFields = { fr77: { name: 'Real Owner', email: info.email, created_on: info.created_on } };
const campaigns = {
  cm55: {
    name: 'real_campaign',
    description: null,
    is_default: 'yes',
    optin: 'double',
    from_name: 'Real Owner',
    from_email: info.email,
    reply_to_email: info.email,
    created_on: info.created_on,
  },
};
const countries: Fields = { PL: 'Poland', PT: 'Portugal' };
const mandatory = [
  'password',
  'first_name',
  'last_name',
  'email',
  'phone',
  'country_code',
  'country',
  'city',
  'street',
];

/** A refusal in JSON-RPC. */
class Refusal extends Error {
  readonly code: number;

  constructor(message: string, code = -1) {
    super(message);
    this.code = code;
  }
}

/** GetResponse as its document has it. It lists `id` first, and says the version last. */
export function createPlay(): Play {
  const emails = new Set<unknown>();
  const campaignNames = new Set<unknown>();
  const addAccount = (account: Fields) => {
    const campaign = checkAccount(account);
    if (emails.has(account.email)) throw new Refusal('Email already taken');
    if (campaignNames.has(campaign.name)) throw new Refusal('Name already taken');
    emails.add(account.email);
    campaignNames.add(campaign.name);
    return { added: 1, ACCOUNT_ID: `gr${emails.size}x` };
  };
  const methods: Readonly<Record<string, (attributes: unknown) => unknown>> = {
    ping: () => ({ ping: 'pong' }),
    get_confirmation_subjects: (conditions) => inLanguage(subjects, conditions),
    get_confirmation_bodies: (conditions) => inLanguage(bodies, conditions),
    get_account_info: () => info,
    get_account_from_fields: () => fromFields,
    get_campaigns: (conditions) => campaignsNamed(asFields(asFields(conditions)?.name)?.EQUALS),
    get_campaign: (attributes) => campaignOf(asFields(attributes)?.campaign),
    add_account: (attributes) => addAccount(asFields(attributes) ?? {}),
  };
  const call = ({ method, params }: Fields): unknown => {
    const [key, attributes]: unknown[] = Array.isArray(params) ? params : [];
    checkKey(key, method);
    const known = methods[String(method)];
    if (!known) throw new Refusal('Method not found', -32601);
    return known(attributes);
  };
  return ({ body }) => {
    const sent = fieldsIn(body);
    if (!sent) return reply({ id: null, error: { message: 'Parse error', code: -32700 } });
    try {
      return reply({ id: sent.id, result: call(sent) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reply({ id: sent.id, error: { message: error.message, code: error.code } });
    }
  };
}

function checkKey(key: unknown, method: unknown): void {
  const { api_key, non_owner_api_key, ip_bound_api_key } = account;
  if (typeof key !== 'string' || !/^[0-9a-f]{32}$/.test(key)) throw new Refusal('Invalid params', -32602);
  if (key === ip_bound_api_key) throw new Refusal('API client IP not allowed');
  if (key !== api_key && key !== non_owner_api_key) throw new Refusal('API key verification failed');
  if (key !== api_key && method === 'add_account') throw new Refusal('Owner privilege missing');
}

/** The campaign of an account with which all is well. */
function checkAccount(account: Fields): Fields {
  const campaign = asFields(account.campaign);
  if (!campaign || !mandatory.every((name) => isText(account[name]))) throw new Refusal('Invalid params', -32602);
  if (!isEmail(account.email)) throw new Refusal('Invalid email syntax');
  if (!/^(?=.*[a-z])(?=.*[A-Z])(?=.*[^a-zA-Z]).{8,}$/.test(String(account.password)))
    throw new Refusal('Password too weak');
  if (countries[String(account.country_code)] !== account.country) throw new Refusal('Invalid country');
  if (!Object.hasOwn(subjects, String(campaign.confirmation_subject)))
    throw new Refusal('Missing confirmation subject');
  if (!Object.hasOwn(bodies, String(campaign.confirmation_body))) throw new Refusal('Missing confirmation body');
  if (!['PL', 'EN'].includes(String(campaign.language_code ?? 'EN'))) throw new Refusal('Invalid language code');
  return campaign;
}

function campaignsNamed(wanted: unknown): Fields {
  return Object.fromEntries(
    Object.entries(campaigns).filter(([, { name }]) => wanted === undefined || name === wanted),
  );
}

function campaignOf(id: unknown): Fields {
  const found = Object.entries(campaigns).filter(([known]) => known === id);
  if (found.length === 0) throw new Refusal('Missing campaign');
  return Object.fromEntries(found);
}

function inLanguage(all: Readonly<Record<string, { language_code: string }>>, conditions: unknown): Fields {
  const wanted = asFields(asFields(conditions)?.language_code)?.EQUALS;
  return Object.fromEntries(
    Object.entries(all).filter(([, { language_code }]) => wanted === undefined || language_code === wanted),
  );
}

function reply(members: Fields): Reply {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'X-Runtime': '0.031',
      'Set-Cookie': 'node=7; path=/',
    },
    body: JSON.stringify({ ...members, jsonrpc: '2.0' }),
  };
}
