import { schemaName } from '../../../src/kit/provider.ts';
import { readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals, searchRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { ListUsersQuery } from '../generated/schemas.ts';
import { checkHeaders } from '../header-checks.ts';
import { byText } from '../search.ts';
import { checkQuery, checkSearched } from '../search-checks.ts';
import { listedUser } from '../users.ts';

/** Lists the users of a location (source: HighLevel's published OpenAPI description, apps/users.json). */
export const listUsers = defineOperation({
  name: 'list-users',
  summary: 'Lists the users of a location; not in version v3',
  method: 'GET',
  paths: ['/users/', '/users'],
  query: schemaName<ListUsersQuery>('list-users.query'),
  replies: [
    { status: 200, schema: 'list-users.reply', description: 'The users of the location' },
    { status: 404, schema: 'refusal', description: 'Version v3 has no such address' },
    ...searchRefusals,
    ...commonRefusals,
  ],
  checks: [...checkHeaders, readBody, checkQuery, checkSearched],
  handle: ({ query: { locationId }, world: { stores } }) => {
    const users = stores.users.values().filter(({ locationIds }) => locationIds.includes(locationId));
    return {
      rule: 'leadconnector/users-of-location' satisfies LeadConnectorRule,
      refused: false,
      status: 200,
      schema: 'list-users.reply',
      body: { users: byText(users).map((user) => listedUser(user)) },
    };
  },
});
