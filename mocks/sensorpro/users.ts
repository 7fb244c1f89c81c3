import type { World } from '../../src/kit/world/world.ts';
import type { SensorproRule } from '../../src/types/rules.ts';
import type { AddUpdateUserRequest } from '../../src/types/sensorpro.ts';
import type { User } from './records.ts';

/** What a call says of a user: all but the id may be absent. */
export type UserFields = Pick<AddUpdateUserRequest, 'User'> & Partial<AddUpdateUserRequest>;

type Digester = Pick<World, 'digest'>;
type Settings = Omit<User, 'Organization' | 'User' | 'FirstName' | 'LastName' | 'Email' | 'digest' | 'own'>;

/** What a new user has where nothing is sent (source: sensorpro-account, AddUpdateUser, optional parameters). */
const defaults: Settings = {
  UICulture: 'en-GB',
  Culture: 'en-GB',
  Role: 'Admin',
  Menu: '*sys',
  CampaignAdmin: false,
  APIUser: false,
  EnableAdvancedEdit: false,
};

/** A user with the fields sent and defaults for the others. */
export function newUser(organization: string, fields: UserFields, digester: Digester): User {
  const ids = { Organization: organization, User: fields.User };
  return { ...ids, ...names(fields), ...settings(fields, defaults), ...password(fields, digester) };
}

/** The user with the fields sent in the place of the old ones; the id keeps its spelling. */
export function changedUser({ own: _, ...old }: User, fields: UserFields, digester: Digester): User {
  return { ...old, ...names(fields), ...settings(fields, old), ...password(fields, digester) };
}

/** The rules that gave a user what was not sent, or not in that form. */
export function rulesApplied(fields: UserFields): SensorproRule[] {
  const { UICulture, Culture, Role, Menu, CampaignAdmin, APIUser, EnableAdvancedEdit } = fields;
  const rules: SensorproRule[] = [];
  if ([CampaignAdmin, APIUser, EnableAdvancedEdit].includes(undefined)) rules.push('sensorpro/flags');
  if (Menu !== undefined && Menu !== defaults.Menu) rules.push('sensorpro/menu-fixed');
  if ([UICulture, Culture, Role, Menu].includes(undefined)) rules.push('sensorpro/user-defaults');
  return rules;
}

function names({ FirstName, LastName, Email }: UserFields): Pick<User, 'FirstName' | 'LastName' | 'Email'> {
  return {
    ...(FirstName !== undefined && { FirstName }),
    ...(LastName !== undefined && { LastName }),
    ...(Email !== undefined && { Email }),
  };
}

function settings(fields: UserFields, others: Settings): Settings {
  return {
    UICulture: fields.UICulture ?? others.UICulture,
    Culture: fields.Culture ?? others.Culture,
    Role: fields.Role ?? others.Role,
    // Whatever its case, the menu has one value.
    Menu: others.Menu,
    CampaignAdmin: fields.CampaignAdmin ?? others.CampaignAdmin,
    APIUser: fields.APIUser ?? others.APIUser,
    EnableAdvancedEdit: fields.EnableAdvancedEdit ?? others.EnableAdvancedEdit,
  };
}

function password({ Password }: UserFields, digester: Digester): Pick<User, 'digest'> {
  return Password === undefined ? {} : { digest: digester.digest(Password) };
}
