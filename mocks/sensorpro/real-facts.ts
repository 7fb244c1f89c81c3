import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { type RealFacts, RecordsBefore, type SeenCall, textOf } from '../../src/kit/real-facts.ts';
import { credentials } from './credentials.ts';
import type { SensorproOrganization, SensorproState, SensorproUser } from './generated/schemas.ts';
import { schemas } from './schemas.ts';
import { caseless, userKey } from './stores.ts';

/** What recordings of Sensorpro tell: organizations that signed in, and users that were updated before they were added. */
export const realFacts: RealFacts<SensorproState> = {
  refuses: (body) => {
    const result = isJsonObject(body) ? body.Result : undefined;
    return isJsonObject(result) && typeof result.TotalErrors === 'number' && result.TotalErrors > 0;
  },
  stateBefore: (calls) => ({ organizations: organizationsIn(calls), users: usersIn(calls) }),
};

/** Those that signed in with a key of their own, and that no call added. */
function organizationsIn(calls: readonly SeenCall[]): SensorproOrganization[] {
  const found = new RecordsBefore<SensorproOrganization>(({ Company }) => caseless(Company));
  found.made(caseless(credentials.organization));
  for (const { operation, input, header } of taken(calls)) {
    if (operation === 'add-sub-organization') found.made(caseless(textOf(input.Company)));
    if (operation !== 'sign-in') continue;
    const settings = { Parent: credentials.organization, ShareCredit: false, CopyAuthorizedSenderEmail: false };
    const organization = { Company: textOf(input.Organization), APIKey: header('x-apikey') ?? '', ...settings };
    if (schemas.accepts('state', { organizations: [organization], users: [] })) found.seen(organization);
  }
  return found.values();
}

/** Users that signed in, or were updated, before a call added them. */
function usersIn(calls: readonly SeenCall[]): SensorproUser[] {
  const found = new RecordsBefore<SensorproUser>(({ Organization, User }) => userKey(Organization, User));
  found.made(userKey(credentials.organization, credentials.user));
  for (const call of taken(calls)) {
    const added = addedBy(call);
    if (added !== undefined) found.made(added);
    const user = userIn(call);
    if (user && schemas.accepts('state', { organizations: [], users: [user] })) found.seen(user);
  }
  return found.values();
}

type Taken = SeenCall & Record<'input' | 'output', JsonObject>;

function taken(calls: readonly SeenCall[]): Taken[] {
  return calls.filter((call): call is Taken => !call.refused && isJsonObject(call.input) && isJsonObject(call.output));
}

/** The key of the user that a call added. */
function addedBy({ operation, input, output }: Taken): string | undefined {
  if (operation === 'add-sub-organization') return userKey(textOf(input.Company), textOf(input.User));
  const isNew = operation === 'add-update-user' && output.AddCount === 1;
  return isNew ? userKey(credentials.organization, textOf(input.User)) : undefined;
}

/** The user that a call found. */
function userIn({ operation, input, output }: Taken): SensorproUser | undefined {
  const User = textOf(input.User);
  if (operation === 'sign-in') {
    const account = { Organization: textOf(input.Organization), User, Password: textOf(input.Password) };
    return { ...plain, ...account, APIUser: true };
  }
  const isFound = operation === 'add-update-user' && output.UpdateCount === 1;
  return isFound ? { ...plain, Organization: credentials.organization, User } : undefined;
}

const plain = {
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: false,
  APIUser: false,
  EnableAdvancedEdit: false,
} as const;
