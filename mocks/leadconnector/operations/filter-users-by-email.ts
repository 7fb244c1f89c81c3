import { schemaName } from '../../../src/kit/provider.ts';
import { readBody } from '../body-checks.ts';
import { defineOperation } from '../define-operation.ts';
import { commonRefusals, searchRefusals } from '../errors.ts';
import type { LeadConnectorRule } from '../generated/rules.ts';
import type { FilterUsersByEmailRequest } from '../generated/schemas.ts';
import { checkHeaders } from '../header-checks.ts';
import { byText, listed, shownPage } from '../search.ts';
import { checkFilter, checkFiltered, pageOf } from '../search-checks.ts';
import { emailKey } from '../state.ts';

/** Finds users by their emails (source: HighLevel's published OpenAPI description, apps/users.json). */
export const filterUsersByEmail = defineOperation({
  name: 'filter-users-by-email',
  summary: 'Finds the users of a company that have one of the emails',
  method: 'POST',
  paths: ['/users/search/filter-by-email'],
  request: schemaName<FilterUsersByEmailRequest>('filter-users-by-email.request'),
  replies: [
    { status: 200, schema: 'filter-users-by-email.reply', description: 'A page of the users found' },
    ...searchRefusals,
    ...commonRefusals,
  ],
  checks: [...checkHeaders, readBody, checkFilter, checkFiltered],
  handle: ({ input, world: { stores } }) => {
    const { companyId, emails, deleted = false, projection = 'id,email' } = input;
    const wanted = new Set(listed(emails).map((email) => emailKey({ email })));
    const among = deleted ? stores.deletedUsers : stores.users;
    const found = among.values().filter((user) => user.companyId === companyId && wanted.has(emailKey(user)));
    return {
      rule: 'leadconnector/filter-by-email' satisfies LeadConnectorRule,
      refused: false,
      status: 200,
      schema: 'filter-users-by-email.reply',
      body: shownPage(byText(found), pageOf(input), { deleted, projection }),
    };
  },
});
