import { isJsonObject } from '../../src/kit/protocols/json.ts';
import {
  existingIds,
  namedIds,
  type RealFacts,
  RecordsBefore,
  type SeenCall,
  textOf,
} from '../../src/kit/real-facts.ts';
import { confirmationBodies, confirmationSubjects } from './confirmations.ts';
import type {
  GetResponseAccount,
  GetResponseCampaign,
  GetResponseConfirmationBody,
  GetResponseConfirmationSubject,
  GetResponseState,
} from './generated/schemas.ts';
import { emailKey } from './lookups.ts';
import { ownCampaigns, ownerCampaign } from './own-accounts.ts';
import { schemas } from './schemas.ts';

/** What recordings of GetResponse tell: accounts that were there before, and the confirmation messages that there are. */
export const realFacts: RealFacts<GetResponseState> = {
  refuses: (body) => isJsonObject(body) && body.error !== undefined && body.error !== null,
  stateBefore: (calls) => {
    const [confirmation_subjects, confirmation_bodies] = [messagesIn(calls, subjects), messagesIn(calls, bodies)];
    const [subject, body] = [confirmation_subjects[0], confirmation_bodies[0]];
    const settings = subject && body && { confirmation_subject: subject.id, confirmation_body: body.id };
    return {
      accounts: accountsBefore(calls),
      campaigns: settings ? campaignsBefore(calls, settings) : [],
      confirmation_subjects,
      confirmation_bodies,
    };
  },
  // Accounts of the owner, and campaigns, are what they are: no call made them.
  byShape: ['get-account-info', 'get-account-from-fields', 'get-campaigns', 'get-campaign', 'get-accounts'],
};

/** Campaigns that replies show, as the owner's: no key tells of others, and what they hold is not compared. */
function campaignsBefore(calls: readonly SeenCall[], settings: Settings): GetResponseCampaign[] {
  const added = calls.filter(({ operation }) => operation === 'add-account');
  const made = new Set([...ownCampaigns.map(({ name }) => name), ...added.map((call) => nameOf(attributesOf(call)))]);
  const shown = calls.filter(({ operation, refused }) => /^get-campaigns?$/.test(operation) && !refused);
  const rows = shown.flatMap(({ output }) => Object.entries(isJsonObject(output) ? output : {}));
  const campaigns = rows.map(([CAMPAIGN_ID, campaign]): GetResponseCampaign => {
    const name = isJsonObject(campaign) ? textOf(campaign.name) : '';
    return { ...ownerCampaign, ...settings, CAMPAIGN_ID, name, is_default: 'no' };
  });
  const before = campaigns.filter(({ name }) => !made.has(name) && /^[a-z0-9_]+$/.test(name));
  return [...new Map(before.map((campaign) => [campaign.name, campaign])).values()];
}

/** A confirmation message that there is. */
type Settings = Pick<GetResponseCampaign, 'confirmation_subject' | 'confirmation_body'>;

function nameOf({ campaign }: Record<string, unknown>): string {
  return isJsonObject(campaign) ? textOf(campaign.name) : '';
}

/** The attributes of a call: the second of its params. */
function attributesOf({ input }: SeenCall): Record<string, unknown> {
  const attributes = Array.isArray(input) ? input[1] : undefined;
  return isJsonObject(attributes) ? attributes : {};
}

function accountsBefore(calls: readonly SeenCall[]): GetResponseAccount[] {
  const accounts = new RecordsBefore<GetResponseAccount>(({ email }) => emailKey(email));
  for (const call of calls) {
    for (const email of madeBy(call)) accounts.made(emailKey(email));
    const told = accountsIn(call).filter(isStorable);
    for (const account of told) call.refused ? accounts.guessed(account) : accounts.seen(account);
  }
  return accounts.values();
}

function isStorable(account: object): account is GetResponseAccount {
  return schemas.accepts('state', { accounts: [account] });
}

/** The emails of the account that a call added, and of whoever else could have had its campaign. */
function madeBy(call: SeenCall): string[] {
  if (call.operation !== 'add-account' || call.refused) return [];
  const sent = attributesOf(call);
  return [textOf(sent.email), ownerOf(nameOf(sent))];
}

/** The accounts of which a call tells that they are there: those that it shows, and the one that has what is taken. */
function accountsIn(call: SeenCall): object[] {
  const { operation, output, refused } = call;
  if (operation === 'add-account') return refused ? takenIn(messageOf(output), attributesOf(call)) : [];
  if (operation !== 'get-account' || refused || !isJsonObject(output)) return [];
  return Object.entries(output).map(([id, shown]) => ({ ACCOUNT_ID: id, ...unknown, ...texts(shown) }));
}

/** An account of which a refusal only says that its email, or the name of its campaign, is taken. */
function takenIn(message: string, sent: Record<string, unknown>): object[] {
  const campaign = isJsonObject(sent.campaign) ? sent.campaign : {};
  if (message === 'Email already taken')
    return [{ ...unknown, ...texts(sent), ACCOUNT_ID: `was${textOf(sent.email)}` }];
  if (message !== 'Name already taken') return [];
  const owner = { ACCOUNT_ID: `was${textOf(campaign.name)}`, email: ownerOf(nameOf(sent)) };
  return [{ ...unknown, ...owner, campaign: { optin: 'double', ...campaign } }];
}

/** The email of an account of which only the name of a campaign is known. */
function ownerOf(campaign: string): string {
  return `owner.of.${campaign}@understudy.example`;
}

const unknown = {
  first_name: 'Unknown',
  last_name: 'Unknown',
  email: 'unknown@understudy.example',
  phone: '+48000000000',
  country_code: 'PL',
  country: 'Poland',
  city: 'Unknown',
  street: 'Unknown',
  zip_code: '00-000',
};

/** The members that an account stores, as far as they are told. */
function texts(shown: unknown): Record<string, unknown> {
  const names = [...Object.keys(unknown), 'company_name', 'state', 'created_on'];
  if (!isJsonObject(shown)) return {};
  return Object.fromEntries(names.flatMap((name) => (typeof shown[name] === 'string' ? [[name, shown[name]]] : [])));
}

interface MessageKind<Message extends { readonly language_code: string }> {
  readonly list: string;
  readonly member: string;
  readonly missing: string;
  readonly own: ReadonlyMap<string, Message>;
  /** A message of which only the id is known. */
  make(id: string, shown: Record<string, unknown>): Message;
}

const subjects: MessageKind<GetResponseConfirmationSubject> = {
  list: 'get-confirmation-subjects',
  member: 'confirmation_subject',
  missing: 'Missing confirmation subject',
  own: confirmationSubjects,
  make: (id, { content = 'Unknown', language_code = 'EN' }) =>
    ({ id, content, language_code }) as GetResponseConfirmationSubject,
};

const bodies: MessageKind<GetResponseConfirmationBody> = {
  list: 'get-confirmation-bodies',
  member: 'confirmation_body',
  missing: 'Missing confirmation body',
  own: confirmationBodies,
  make: (id, { plain = 'Unknown', html = '<p>Unknown</p>', language_code = 'EN' }) =>
    ({ id, plain, html, language_code }) as GetResponseConfirmationBody,
};

/** Those that a reply lists, and those that were taken; the mock's own but for those that were refused as missing. */
function messagesIn<Message extends { readonly language_code: string }>(
  calls: readonly SeenCall[],
  kind: MessageKind<Message>,
): Message[] {
  const lists = calls.filter(({ operation, refused }) => operation === kind.list && !refused);
  const shown = new Map(lists.flatMap(({ output }) => (isJsonObject(output) ? Object.entries(output) : [])));
  // A list without a condition has all that there are, one with a language all of that.
  const isWhole = lists.some((call) => attributesOf(call).language_code === undefined);
  const languages = new Set([...shown.values()].map((each) => (isJsonObject(each) ? each.language_code : undefined)));
  const own = [...kind.own].filter(([, { language_code }]) => !isWhole && !languages.has(language_code));
  const added = calls.filter(({ operation }) => operation === 'add-account');
  const ids = namedIds(
    added,
    (call) => {
      const { campaign } = attributesOf(call);
      return [isJsonObject(campaign) ? campaign[kind.member] : undefined];
    },
    ({ output }) => messageOf(output) === kind.missing,
  );
  const existing = [
    ...shown.keys(),
    ...existingIds(
      own.map(([id]) => id),
      ids,
    ),
  ];
  return [...new Set(existing)].map((id) => {
    const known = shown.get(id);
    return isJsonObject(known) ? kind.make(id, known) : (kind.own.get(id) ?? kind.make(id, {}));
  });
}

function messageOf(output: unknown): string {
  return isJsonObject(output) ? textOf(output.message) : '';
}
