import type { Account, GetAccountInfoReply } from './generated/schemas.ts';
import type { StoredAccount } from './records.ts';

/** The name and address from which an account sends (an assumption): its own. */
export function senderOf({ first_name, last_name, email }: StoredAccount) {
  return { from_name: `${first_name} ${last_name}`, from_email: email };
}

/** What an account is told of itself (public record: the provider's documentation, get_account_info). */
export function shownInfo(account: StoredAccount): GetAccountInfoReply {
  return {
    login: null,
    email: account.email,
    first_name: account.first_name,
    last_name: account.last_name,
    company_name: account.company_name ?? null,
    country: account.country,
    country_code: account.country_code,
    state: account.state ?? null,
    city: account.city,
    street: account.street,
    zip_code: account.zip_code,
    ...senderOf(account),
    phone: account.phone,
    affiliate: null,
    created_ip: null,
    time_zone: null,
    created_on: account.created_on,
  };
}

/** An account as its server's owner sees it (public record: the provider's documentation, get_accounts). */
export function shownAccount(account: StoredAccount): Account {
  const { login, ...info } = shownInfo(account);
  return { login, status: 'enabled', ...info, API_KEY: account.API_KEY, api_status: 'enabled' };
}
