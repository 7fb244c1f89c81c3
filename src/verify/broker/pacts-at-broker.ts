import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { BrokenPact } from '../find-pacts.ts';
import { type FromBroker, type Pact, PactError } from '../pact.ts';
import { parsePact } from '../read-pact.ts';
import { type Broker, BrokerError } from './broker.ts';
import { type HalClient, type HalDocument, linkIn } from './hal-client.ts';

/** Which pacts of a provider are wanted, as a broker and its verifiers call it. */
export interface Selection {
  /** Of which versions of consumers. None: of each consumer the latest. */
  readonly consumerVersionSelectors: readonly JsonObject[];
  /** Whether what never held yet may fail. */
  readonly enablePending: boolean;
  /** A date: pacts that no selector chose yet, and that are as new, come as pending ones. */
  readonly includeWipPactsSince: string | undefined;
  readonly providerBranch: string;
}

/** What a broker has for the providers. */
export interface PactsAtBroker {
  readonly pacts: readonly Pact[];
  /** Those that cannot be read: each fails by itself. */
  readonly broken: readonly BrokenPact[];
}

/**
 * Asks a broker which pacts are to be verified, and reads them. Throws a BrokerError.
 * @param names The providers' names as consumers may write them.
 */
export async function fetchPacts(
  client: HalClient,
  { url }: Broker,
  names: readonly string[],
  selection: Selection,
): Promise<PactsAtBroker> {
  const { document: index } = await client.index();
  const pacts: Pact[] = [];
  const broken: BrokenPact[] = [];
  const read = new Set<string>();
  for (const name of names) {
    for (const { link, ...fromBroker } of await pactsFor(client, index, url, name, selection)) {
      if (read.has(link)) continue;
      read.add(link);
      const pact = await readOne(client, link, fromBroker);
      if ('message' in pact) broken.push(pact);
      else pacts.push(pact);
    }
  }
  return { pacts, broken };
}

interface Listed extends FromBroker {
  readonly link: string;
}

const relations = ['pb:provider-pacts-for-verification', 'beta:provider-pacts-for-verification'];

async function pactsFor(
  client: HalClient,
  index: JsonObject,
  url: URL,
  provider: string,
  selection: Selection,
): Promise<Listed[]> {
  const link = linkIn(index, relations, { provider });
  if (link === undefined) {
    throw new BrokerError(
      `Cannot use the broker at ${url.href}: its index has no link ${relations[0]}. Check --broker; a Pact Broker has it since 2.53.`,
    );
  }
  const found = await client.find('POST', link, wanted(selection));
  return found ? listed(found) : [];
}

function wanted(selection: Selection): JsonObject {
  const { consumerVersionSelectors, enablePending, includeWipPactsSince, providerBranch } = selection;
  return {
    consumerVersionSelectors,
    includePendingStatus: enablePending,
    providerVersionBranch: providerBranch,
    ...(includeWipPactsSince !== undefined && { includeWipPactsSince }),
  };
}

function listed({ document: { _embedded: embedded } }: HalDocument): Listed[] {
  const all: unknown[] = isJsonObject(embedded) && Array.isArray(embedded.pacts) ? embedded.pacts : [];
  return all.filter(isJsonObject).flatMap((each) => {
    const link = linkIn(each, ['self']);
    const properties = isJsonObject(each.verificationProperties) ? each.verificationProperties : {};
    const { pending, notices } = properties;
    return link === undefined ? [] : [{ link, isPending: pending === true, notices: noticesIn(notices) }];
  });
}

/** Those for before a verification; the others tell of results, which are told here anyway. */
function noticesIn(notices: unknown): string[] {
  const all: unknown[] = Array.isArray(notices) ? notices : [];
  return all
    .filter(isJsonObject)
    .flatMap(({ when, text }) => (when === 'before_verification' && typeof text === 'string' ? [text] : []));
}

async function readOne(client: HalClient, link: string, fromBroker: FromBroker): Promise<Pact | BrokenPact> {
  const { bytes } = await client.get(link);
  try {
    return { ...parsePact(link, bytes), fromBroker };
  } catch (error) {
    if (error instanceof PactError) return { file: link, message: error.message };
    throw error;
  }
}
