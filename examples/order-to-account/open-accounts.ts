import {
  ConnectionError,
  type LeadConnectorClient,
  LeadConnectorError,
  type LeelooClient,
  LeelooError,
} from 'api-understudy/clients';

/** What a shop knows about a paid order. */
export interface Order {
  readonly id: string;
  readonly customer: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

/** The accounts of the shop itself, in which its customers' accounts are made. */
export interface Shop {
  readonly leeloo: LeelooClient;
  readonly leadConnector: LeadConnectorClient;
  readonly connectionId: string;
  readonly companyId: string;
  readonly locationId: string;
  /** Makes a password that is good enough. */
  newPassword(): string;
  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void>;
}

/** What became of an order: `exists` when the customer had a user already. */
export interface Opened {
  readonly order: string;
  readonly crmUser: string | 'exists';
  readonly mailAccount: 'open';
}

/** Opens a CRM user and a mail account for the customer of an order. It can be repeated: nothing is made twice. */
export async function openAccounts(shop: Shop, order: Order): Promise<Opened> {
  const crmUser = await createCrmUser(shop, order);
  await createMailAccount(shop, order);
  return { order: order.id, crmUser, mailAccount: 'open' };
}

async function createCrmUser(shop: Shop, { customer }: Order): Promise<string> {
  try {
    const { id } = await shop.leadConnector.createUser({
      ...customer,
      companyId: shop.companyId,
      locationIds: [shop.locationId],
      password: shop.newPassword(),
      type: 'account',
      role: 'user',
    });
    return id;
  } catch (error) {
    // An earlier order of the same customer, or an earlier attempt whose reply was lost.
    if (error instanceof LeadConnectorError && error.messages.join().includes('already exists')) return 'exists';
    throw error;
  }
}

/** Leeloo leaves accounts that exist as they are, so this call may be repeated after a lost reply. */
async function createMailAccount({ leeloo, connectionId, wait }: Shop, { customer }: Order): Promise<void> {
  const item = { email: customer.email, name: `${customer.firstName} ${customer.lastName}` };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await leeloo.createEmailAccounts({ data: [item], connection_id: connectionId });
      return;
    } catch (error) {
      if (attempt === 3 || !isPassing(error)) throw error;
      await wait(1_000 * attempt);
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof LeelooError && error.status >= 429);
}
