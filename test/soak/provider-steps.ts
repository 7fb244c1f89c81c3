import type { Faker } from '@faker-js/faker';
import * as fc from 'fast-check';
import type { Provider } from '../../src/kit/provider.ts';
import { type Sent, type ValidCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { addressRequest, headerRequest, mutatedRequest, noiseRequest } from '../support/odd-requests.ts';
import { providers } from '../support/providers.ts';
import type { Canaries } from './canaries.ts';
import type { SessionWorld } from './session-world.ts';
import { behaviours, type Manner, markerOf, type Step } from './step.ts';

const oddities = {
  mutated: mutatedRequest,
  noise: noiseRequest,
  headers: headerRequest,
  address: addressRequest,
} as const;
export type Oddity = keyof typeof oddities;

/** A request to a provider, as the provider sees it. */
export interface Drawn extends Sent {
  readonly kind: string;
  readonly provider: Provider;
}

/** Draws requests to the providers. Everything hangs on the faker's seed, nothing on replies. */
export class ProviderSteps {
  readonly #faker: Faker;
  readonly #canaries: Canaries;
  readonly #odd = new Map<string, Sent[]>();

  constructor(faker: Faker, canaries: Canaries) {
    this.#faker = faker;
    this.#canaries = canaries;
  }

  /** A valid call, and what must be stored before it. */
  valid(session: string): { readonly drawn: Drawn; readonly given: ValidCall['given'] } {
    const { provider, call } = this.#call();
    const body = marked(call.body(this.#seed()), provider, session);
    const { method, path, headers, given } = call;
    return {
      drawn: { kind: `valid ${provider.name}/${call.operation.name}`, provider, method, path, headers, body },
      given,
    };
  }

  /** The same call with another body. */
  similar(drawn: Drawn, session: string): Drawn {
    const call = validCalls(drawn.provider).find(({ method, path }) => method === drawn.method && path === drawn.path);
    return call ? { ...drawn, body: marked(call.body(this.#seed()), drawn.provider, session) } : drawn;
  }

  /** The same address with a form, which has another boundary each time. */
  form(drawn: Drawn, session: string): Drawn {
    const boundary = `----soak${this.#faker.string.alphanumeric(12)}`;
    const fields = ['name', 'password'].map(
      (name) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${markerOf(session)}\r\n`,
    );
    const headers = { ...drawn.headers, 'content-type': `multipart/form-data; boundary=${boundary}` };
    return {
      ...drawn,
      kind: `form ${drawn.provider.name}`,
      method: 'POST',
      headers,
      body: `${fields.join('')}--${boundary}--\r\n`,
    };
  }

  /** A valid call with something changed. */
  odd(kind: Oddity): Drawn {
    const provider = this.#faker.helpers.arrayElement(providers);
    const pool = this.#odd.get(kind + provider.name) ?? [];
    if (pool.length === 0) {
      const seed = this.#faker.number.int({ max: 2 ** 31 - 1 });
      pool.push(...fc.sample(oddities[kind](provider), { seed, numRuns: 50 }).map(({ sent }) => sent));
      this.#odd.set(kind + provider.name, pool);
    }
    const sent = pool.pop();
    if (!sent) throw new Error(`Cannot draw a request of the kind ${kind}: the pool is empty.`);
    return { ...sent, kind: `${kind} ${provider.name}`, provider };
  }

  /** A valid call with secrets of the client's own in every place where the provider takes some. */
  planted(session: string): Drawn {
    const { provider, call } = this.#call();
    const { secret } = this.#faker.helpers.arrayElement(this.#canaries.sent);
    const spelled = Buffer.from(secret).toString('latin1');
    const isPublished = (value: unknown) =>
      Object.values(provider.credentials).includes(`${value}`.replace(/^Bearer /, ''));
    const headers = Object.fromEntries(
      Object.entries(call.headers).map(([name, value]) => [name, isPublished(value) ? spelled : value]),
    );
    const body = marked(call.body(this.#seed()), provider, session);
    const replaced = (name: string, value: unknown) =>
      /passw/i.test(name) || (/^0$/.test(name) && isPublished(value)) ? secret : value;
    const planted = body === '' ? '' : JSON.stringify(JSON.parse(body, replaced));
    const token = provider.credentials.token ?? '/';
    const path = call.path.replace(`/${token}`, `/${encodeURIComponent(secret)}`);
    return {
      kind: `planted ${provider.name}/${call.operation.name}`,
      provider,
      method: call.method,
      path,
      headers,
      body: planted,
    };
  }

  /** A JSON-RPC batch of valid calls. */
  batch(session: string): Drawn {
    const provider = providers.find(({ protocol }) => protocol.endpoints.some(({ rpcMethod }) => rpcMethod));
    if (!provider) throw new Error('Cannot draw a batch: no provider speaks JSON-RPC.');
    const calls = this.#faker.helpers.arrayElements(validCalls(provider), { min: 1, max: 4 });
    const [{ method, path, headers } = { method: 'POST', path: '/', headers: {} }] = calls;
    const body = `[${calls.map((call) => marked(call.body(this.#seed()), provider, session)).join(',')}]`;
    return { kind: 'batch', provider, method, path, headers, body };
  }

  /** A body that is too large for a mock, or nested too deeply. */
  large(session: string): Drawn {
    const { drawn } = this.valid(session);
    const body = this.#faker.helpers.arrayElement([
      'x'.repeat(1_100_000),
      '['.repeat(50_000),
      `{"a":"${'é'.repeat(200_000)}"}`,
    ]);
    return { ...drawn, kind: 'large', body };
  }

  /** The step by which a request goes out in a session. */
  step(session: SessionWorld, drawn: Drawn, manner: Manner = 'whole'): Step {
    const { kind, provider, method, path, headers = {}, body = '' } = drawn;
    // Mostly it answers: of a broken exchange nothing is recorded.
    const behaviour = this.#faker.number.int(9) < 7 ? 'answer' : this.#faker.helpers.arrayElement(behaviours);
    const isReadable = method !== 'HEAD';
    return {
      kind: manner === 'whole' ? kind : `${manner}: ${kind}`,
      session: session.id,
      manner,
      method,
      path: `/~${session.id}/${provider.name}${path}${path.includes('?') ? '&' : '?'}m=${markerOf(session.id)}`,
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `${value}`])),
        'x-soak': behaviour,
      },
      body: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body),
      behaviour,
      mayBreak: session.mayBreak || kind === 'large' || !isReadable,
      mayHang: session.mayHang,
      mayBeLost: session.hasOwnModes,
      onlyMock: session.ownMode(provider.name) === 'mock',
    };
  }

  #call() {
    const provider = this.#faker.helpers.arrayElement(providers);
    return { provider, call: this.#faker.helpers.arrayElement(validCalls(provider)) };
  }

  /** Some bodies are sent again and again, so that there are duplicates and recordings that fit. */
  #seed(): number {
    return this.#faker.number.int({ max: this.#faker.number.int(3) === 0 ? 5 : 1_000_000 });
  }
}

const names = /^(first_?name|last_?name|city|company_name)$/i;

/** A body with the session's marker in its names. */
function marked(body: string, provider: Provider, session: string): string {
  if (body === '') return body;
  const isName = (name: string) => names.test(name) || (provider.name === 'leeloo' && name === 'name');
  return JSON.stringify(JSON.parse(body, (name, value) => (isName(name) ? markerOf(session) : value)));
}
