import type { Account } from './generated/schemas.ts';
import type { StoredAccount } from './state.ts';

/** An account as its server's owner sees it (public record: the provider's documentation, get_accounts). */
export function shownAccount(account: StoredAccount): Account {
  return {
    first_name: account.first_name,
    last_name: account.last_name,
    email: account.email,
    company_name: account.company_name ?? null,
    phone: account.phone,
    country_code: account.country_code,
    country: account.country,
    city: account.city,
    state: account.state ?? null,
    street: account.street,
    zip_code: account.zip_code,
    API_KEY: account.API_KEY,
  };
}
