import type { Faker } from '@faker-js/faker';
import { validCalls } from '../../src/provider-tests/valid-calls.ts';
import { encoders } from '../support/encoders.ts';
import { providers } from '../support/providers.ts';
import type { Canaries } from './canaries.ts';
import { formedSecrets } from './formed-secrets.ts';
import type { Drawn, ProviderSteps } from './provider-steps.ts';
import type { SessionWorld } from './session-world.ts';
import type { Step } from './step.ts';

type Headers = Readonly<Record<string, string>>;

/** What a browser sends for a page of another site, or for one whose name was rebound. */
const pages: readonly Headers[] = [
  { origin: 'https://evil.example', 'content-type': 'text/plain' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  { origin: 'http://evil.example', host: 'evil.example', 'sec-fetch-site': 'same-site', authorization: '' },
];

/** Ways out of a path. */
const dots = [
  '/..',
  '/%2e%2e',
  '/.%2E',
  '/..;a=b',
  '\\..',
  '/..%2f..',
  '/x/../..',
  '/%5c..',
  '/.',
  '/...',
  '/%252e%252e',
];

const spellings = Object.values(encoders);

/** Draws requests that somebody sends who means no good, or whose own tools are broken. */
export class HostileSteps {
  readonly #faker: Faker;
  readonly #canaries: Canaries;
  readonly #providers: ProviderSteps;

  constructor(faker: Faker, canaries: Canaries, steps: ProviderSteps) {
    this.#faker = faker;
    this.#canaries = canaries;
    this.#providers = steps;
  }

  /** A secret that the server holds, for this provider or another, spelled somehow, in any place. */
  spelled(session: SessionWorld): Step {
    const { helpers } = this.#faker;
    const { drawn } = this.#providers.valid(session.id);
    const { secret } = helpers.arrayElement(this.#canaries.held);
    const spelled = helpers.arrayElement([once, twice, base64])(this.#faker, secret);
    const place = helpers.arrayElement([inQuery, inPath, inHeader, inCookie, inMember, inText]);
    const step = this.#providers.step(session, { ...drawn, ...place(drawn, spelled), kind: 'spelled' });
    // A client that sends a secret to a mock may get its own words back.
    return { ...step, mayEcho: true };
  }

  /** A secret that its form gives away. */
  formed(session: SessionWorld): Step {
    const { drawn } = this.#providers.valid(session.id);
    const { name, core } = this.#faker.helpers.arrayElement(this.#canaries.formed);
    const { type = '', body } = formedSecrets[name] ?? {};
    const sent = { headers: { ...drawn.headers, 'content-type': type }, body: body?.(core) ?? '', kind: 'formed' };
    return { ...this.#providers.step(session, { ...drawn, ...sent }), mayEcho: true };
  }

  /** A JSON-RPC batch of many members, some of more than one may have. */
  manyMembers(session: SessionWorld): Step {
    const drawn = this.#providers.batch(session.id);
    const calls = validCalls(drawn.provider).map((call) => call.body(this.#faker.number.int(1_000)));
    const count = this.#faker.helpers.arrayElement([50, 300, 1_500]);
    const members = Array.from({ length: count }, (_, index) => calls[index % calls.length] ?? '{}');
    return this.#providers.step(session, { ...drawn, kind: 'many-members', body: `[${members.join(',')}]` });
  }

  /** A request as a page of another site sends it: to a provider. */
  page(session: SessionWorld): Step {
    const { drawn } = this.#providers.valid(session.id);
    const headers = { ...drawn.headers, ...this.#faker.helpers.arrayElement(pages) };
    return { ...this.#providers.step(session, { ...drawn, headers, kind: 'page' }), page: 'provider' };
  }

  /** A path that leads out of the upstream's own. */
  dotted(session: SessionWorld): Step {
    const { helpers, number } = this.#faker;
    const { drawn } = this.#providers.valid(session.id);
    const out = helpers.multiple(() => helpers.arrayElement(dots), { count: number.int({ min: 1, max: 4 }) }).join('');
    const path = helpers.arrayElement([`${out}/other-client`, `${drawn.path}${out}/x`, `${out}${drawn.path}`]);
    return this.#providers.step(session, { ...drawn, path: path.replace(/^(?!\/)/, '/'), kind: 'dotted' });
  }

  /** Many requests on one connection at once, each of which must get its own reply, in order. */
  pipelined(session: SessionWorld, headers: Headers): Step {
    const step = this.#providers.step(session, this.#providers.valid(session.id).drawn);
    return {
      ...step,
      kind: 'pipelined',
      manner: 'pipelined',
      method: 'GET',
      path: `/~${session.id}/_understudy/`,
      headers,
      body: '',
      behaviour: 'answer',
      times: this.#faker.number.int({ min: 20, max: 400 }),
    };
  }

  /** A page of another site asks the admin API. */
  adminPage(session: SessionWorld, headers: Headers): Step {
    const { helpers } = this.#faker;
    const step = this.#providers.step(session, this.#providers.valid(session.id).drawn);
    const [method = 'GET', path = ''] = helpers.arrayElement([
      ['GET', 'requests'],
      ['POST', 'reset'],
      ['PUT', `providers/${helpers.arrayElement(providers).name}/mode`],
    ]);
    return {
      ...step,
      kind: 'page admin',
      method,
      path: `/~${session.id}/_understudy/${path}`,
      headers: { ...headers, ...helpers.arrayElement(pages) },
      body: method === 'PUT' ? '{"mode":"proxy"}' : '',
      behaviour: 'answer',
      page: 'admin',
    };
  }
}

function once(faker: Faker, secret: string): string {
  return faker.helpers.arrayElement(spellings)(secret);
}

function twice(faker: Faker, secret: string): string {
  return once(faker, once(faker, secret));
}

function base64(faker: Faker, secret: string): string {
  return Buffer.from(`${faker.helpers.arrayElement(['', 'u:', 'me '])}${secret}`).toString('base64');
}

type Changed = Partial<Pick<Drawn, 'path' | 'headers' | 'body'>>;

function inQuery({ path }: Drawn, spelled: string): Changed {
  return { path: `${path}${path.includes('?') ? '&' : '?'}q=${addressable(spelled)}` };
}

function inPath({ path }: Drawn, spelled: string): Changed {
  return { path: `${path.replace(/\?.*/, '')}/${addressable(spelled).replace(/[?#]/g, encodeURIComponent)}` };
}

function addressable(text: string): string {
  return text.replace(/[^!-~]/g, encodeURIComponent);
}

function inHeader({ headers }: Drawn, spelled: string): Changed {
  return { headers: { ...headers, 'user-agent': Buffer.from(spelled).toString('latin1') } };
}

function inCookie({ headers }: Drawn, spelled: string): Changed {
  return { headers: { ...headers, cookie: `theme=dark; note=${Buffer.from(spelled).toString('latin1')}` } };
}

/** Of a body that no operation takes: what one takes may be stored, and shown as what it was sent as. */
function inMember(_drawn: Drawn, spelled: string): Changed {
  return { body: JSON.stringify({ note: `It is ${spelled}.`, [`x ${spelled}`]: 1 }) };
}

function inText({ headers }: Drawn, spelled: string): Changed {
  return { headers: { ...headers, 'content-type': 'text/plain' }, body: `It is ${spelled}, or so.` };
}
