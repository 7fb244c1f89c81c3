import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MatchersV3, PactV4, type V3ProviderState } from '@pact-foundation/pact';

/** Who relies on the contracts, as the pact files name it. */
export const consumer = 'api-understudy-clients';

/** A text, or what it must be like and what stands in its place when a provider is verified. */
export type Template = MatchersV3.Matcher<string> | string;

/** One request that a client sends and the reply that it can use. */
export interface Interaction {
  readonly given?: readonly V3ProviderState[];
  /** Completes "upon receiving ..."; with `given` it names the interaction. */
  readonly uponReceiving: string;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly path: Template;
    readonly query?: Readonly<Record<string, Template>>;
    readonly headers?: Readonly<Record<string, Template>>;
    readonly body?: unknown;
  };
  readonly response: { readonly status: number; readonly body: unknown };
}

/** The contract of the clients with one provider, while its tests write it. */
export interface Contract extends Disposable {
  /** Plays the interactions to a client at the base URL; they count as soon as the client has used all of them rightly. */
  play(interactions: readonly Interaction[], useClient: (baseUrl: string) => Promise<void>): Promise<void>;
  /** The pact file. Throws when an interaction was not used rightly, since the file lacks it. */
  read(): string;
}

/** Begins a contract from nothing, so that no interaction outlives its test. */
export function startContract(provider: string): Contract {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-pact-'));
  const pact = new PactV4({ consumer, provider, dir, logLevel: 'error' });
  let open = 0;
  return {
    play: async (interactions, useClient) => {
      open += 1;
      const [last, ...others] = [...interactions].reverse();
      if (!last) throw new Error('Cannot play a contract: it has no interactions. Pass at least one.');
      for (const other of others.reverse()) describe(pact, other);
      await describe(pact, last).executeTest(({ url }) => useClient(url));
      open -= 1;
    },
    read: () => {
      if (open > 0) {
        throw new Error(`Cannot read the contract with ${provider}: ${open} of its tests failed. Mend them first.`);
      }
      return readFileSync(join(dir, `${consumer}-${provider}.json`), 'utf8');
    },
    [Symbol.dispose]: () => rmSync(dir, { recursive: true }),
  };
}

function describe(pact: PactV4, { given = [], uponReceiving, request, response }: Interaction) {
  const started = pact.addInteraction();
  for (const { description, parameters } of given) started.given(description, parameters);
  return started
    .uponReceiving(uponReceiving)
    .withRequest(request.method, request.path, (builder) => {
      if (request.query) builder.query(request.query);
      if (request.headers) builder.headers(request.headers);
      if (request.body !== undefined) builder.jsonBody(request.body);
    })
    .willRespondWith(response.status, (builder) => {
      builder.jsonBody(response.body);
    });
}
