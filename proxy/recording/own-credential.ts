import { parseJson } from '../../src/kit/protocols/json.ts';
import { isRefusal } from '../../src/kit/real-facts.ts';
import { type Credential, credentialVariable } from '../../src/secrets/credential.ts';
import type { UpstreamExchange } from '../wire/exchange.ts';

/** Refusals that are named one by one. */
const maxNamed = 10;

/**
 * Tells of exchanges with a real API that had the mock's own credential in them, since no real one is set: the API refuses it,
 * and a recorded refusal would be played as if it were one of the client's requests.
 */
export class OwnCredentials {
  readonly #credentials: readonly Credential[];
  readonly #tell: (line: string) => void;
  /** How many refusals were told of, by provider. */
  readonly #told = new Map<string, number>();

  constructor(credentials: readonly Credential[], tell: (line: string) => void) {
    this.#credentials = credentials;
    this.#tell = tell;
  }

  /** @param file Where the exchange is kept. */
  lookAt(exchange: UpstreamExchange, file: string): void {
    const { provider } = exchange;
    const variables = this.#variablesOf(exchange);
    if (variables.length === 0) return;
    const advice = `Set ${variables.join(', ')} in the environment or in a file .env`;
    const told = this.#told.get(provider.name);
    if (told === undefined)
      this.#tell(`Recording ${provider.name} with the mock's own credential: no real one is set. ${advice}.`);
    const more = isRefused(exchange) ? 1 : 0;
    this.#told.set(provider.name, (told ?? 0) + more);
    if (more > 0) this.#tellRefusal(provider.name, (told ?? 0) + more, file, advice);
  }

  #tellRefusal(provider: string, count: number, file: string, advice: string): void {
    if (count <= maxNamed)
      this.#tell(`Recorded a refusal of the mock's own credential: ${file}. ${advice}, and record it again.`);
    if (count === maxNamed + 1)
      this.#tell(`Recorded more refusals of the mock's own credential by ${provider}, which are not named one by one.`);
  }

  /** The variables of the published credentials that went to the API as they are. */
  #variablesOf(exchange: UpstreamExchange): string[] {
    const { provider } = exchange;
    const roles = provider.secrets.map(({ role }) => role);
    const swapped = new Set(
      this.#credentials.flatMap((each) => (each.provider === provider.name ? [each.published] : [])),
    );
    return Object.entries(provider.credentials).flatMap(([name, published]) => {
      const isSecret = roles.some((role) => name === role || name.endsWith(`_${role}`));
      if (!isSecret || swapped.has(published) || !isSent(exchange, published)) return [];
      return [credentialVariable(provider.name, name)];
    });
  }
}

function isSent({ request: { head, rawHeaders, body } }: UpstreamExchange, value: string): boolean {
  return (
    rawHeaders.some((text) => text.includes(value)) ||
    head.path.includes(value) ||
    head.query.includes(value) ||
    ('bytes' in body && body.bytes.includes(value))
  );
}

function isRefused({ provider, reply }: UpstreamExchange): boolean {
  if (!reply) return false;
  const body = 'bytes' in reply.body ? parseJson(reply.body.bytes)?.value : undefined;
  return isRefusal(provider, { status: reply.status, body });
}
