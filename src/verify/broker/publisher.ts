import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { version } from '../../version.ts';
import type { InteractionResult } from '../interaction-result.ts';
import type { PactResult } from '../verify.ts';
import { BrokerError } from './broker.ts';
import { type HalClient, linkIn } from './hal-client.ts';

/** As what a result is published. */
export interface Published {
  readonly providerVersion: string;
  readonly providerBranch: string;
  /** Where the run can be looked at. */
  readonly buildUrl: string | undefined;
}

/** What came of publishing a result. `reason`: why it must not be; `problem`: why it could not be. */
export type Publication = { readonly success: boolean } | { readonly reason: string } | { readonly problem: string };

/** Publishes the results of a run at a broker. */
export class Publisher {
  readonly #client: HalClient;
  readonly #as: Published;
  /** Whose version and branch the broker knows already. */
  readonly #introduced = new Set<string>();

  constructor(client: HalClient, as: Published) {
    this.#client = client;
    this.#as = as;
  }

  /** Publishes what came of a pact: the same verdict, and the same differences, as are printed. */
  async publish(result: PactResult): Promise<Publication> {
    const reason = whyNot(result);
    if (reason !== undefined) return { reason };
    const { provider, document } = result.pact;
    try {
      if (!this.#introduced.has(provider)) await publishBranch(this.#client, document, this.#as);
      this.#introduced.add(provider);
      await publishResult(this.#client, result, this.#as);
      return { success: isHeld(result) };
    } catch (error) {
      if (error instanceof BrokerError) return { problem: error.message };
      throw error;
    }
  }
}

/** One in which something was not tried says neither that it holds nor that it does not. */
function whyNot({ interactions }: PactResult): string | undefined {
  const skipped = interactions.filter(({ result }) => result === 'skipped').length;
  if (interactions.length === 0) return 'it has no interactions';
  return skipped > 0 ? `${skipped} of its ${interactions.length} interactions could not be tried` : undefined;
}

/** Tells the branch of the version. @param pact Any of the provider's. */
async function publishBranch(client: HalClient, pact: JsonObject, as: Published): Promise<void> {
  const { document: provider } = await client.get(requiredLink(pact, 'pb:provider'));
  const values = { branch: as.providerBranch, version: as.providerVersion };
  const { buildUrl } = as;
  await client.put(requiredLink(provider, 'pb:branch-version', values), {
    ...(buildUrl !== undefined && { buildUrl }),
  });
}

async function publishResult(client: HalClient, result: PactResult, as: Published): Promise<void> {
  const { providerVersion, buildUrl } = as;
  const { document } = result.pact;
  const ids = Array.isArray(document.interactions) ? document.interactions.map(idOf) : [];
  await client.post(requiredLink(document, 'pb:publish-verification-results'), {
    success: isHeld(result),
    providerApplicationVersion: providerVersion,
    ...(buildUrl !== undefined && { buildUrl }),
    verifiedBy: { implementation: 'api-understudy', version },
    testResults: result.interactions.map((interaction, index) => testResult(interaction, ids[index])),
  });
}

/**
 * That a broker calls a pact pending changes what comes of a run, not whether the pact holds: a broker is told the latter. An
 * interaction that its consumer calls pending may fail.
 */
function isHeld({ pact, interactions }: PactResult): boolean {
  const mayFail = (index: number) => pact.interactions[index]?.isPending === true;
  return interactions.every(({ result }, index) => result === 'passed' || (result === 'pending' && mayFail(index)));
}

function testResult(interaction: InteractionResult, id: string | undefined): JsonObject {
  const { description, states, result, differences, disagreements, warnings, answered } = interaction;
  return {
    ...(id !== undefined && { interactionId: id }),
    interactionDescription: description,
    providerStates: states,
    success: result === 'passed',
    ...(answered?.rule !== undefined && { rule: answered.rule }),
    ...(result !== 'passed' && {
      mismatches: [
        ...differences.map(({ place, message }) => ({ attribute: place, description: message })),
        ...[...disagreements, ...warnings].map((description) => ({ attribute: 'description', description })),
      ],
    }),
  };
}

/** A broker gives each interaction an id of its own. */
function idOf(interaction: unknown): string | undefined {
  return isJsonObject(interaction) && typeof interaction._id === 'string' ? interaction._id : undefined;
}

function requiredLink(document: JsonObject, name: string, values?: Record<string, string>): string {
  const link = linkIn(document, [name], values);
  if (link !== undefined) return link;
  throw new BrokerError(
    `Cannot publish: the broker gave no link ${name}. See that the login may publish, and that the broker is up to date.`,
  );
}
