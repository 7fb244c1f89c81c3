import type { Faker } from '@faker-js/faker';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { modeNames } from '../../src/sessions/mode.ts';
import { providers } from '../support/providers.ts';
import type { SessionWorld } from './session-world.ts';
import type { Step } from './step.ts';

/** The default of all sessions holds until it is set again. */
const mostlyMock = Array.from({ length: 8 }, () => 'mock');

/** Draws calls of the admin API. */
export class AdminSteps {
  readonly #faker: Faker;
  /** What every call of the admin API has. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(faker: Faker, adminToken: string) {
    this.#faker = faker;
    this.headers = { authorization: `Bearer ${adminToken}` };
  }

  /** The session goes back to its beginning. */
  reset(session: SessionWorld): Step {
    session.reset();
    return this.#call(session, 'POST', 'reset');
  }

  /** What a call needs is stored. */
  store(session: SessionWorld, provider: string, state: JsonObject): Step {
    return this.#call(session, 'PUT', `state/${provider}`, state);
  }

  read(session: SessionWorld): Step {
    const provider = this.#provider();
    const [path] = this.#faker.helpers.weightedArrayElement([
      { weight: 60, value: ['requests'] },
      { weight: 10, value: [`requests?provider=${provider}&limit=5`] },
      { weight: 60, value: [`state/${provider}`] },
      { weight: 10, value: ['faults'] },
      { weight: 10, value: ['clock'] },
      { weight: 10, value: ['health'] },
      { weight: 5, value: ['credentials'] },
      { weight: 2, value: ['rules'] },
      { weight: 2, value: [`schemas/${provider}/state.json`] },
      { weight: 1, value: [`openapi/${provider}.json`] },
      { weight: 1, value: ['recordings'] },
    ]);
    return this.#call(session, 'GET', `${path}`);
  }

  fault(session: SessionWorld): Step {
    const { helpers, number } = this.#faker;
    const own = helpers.arrayElement<JsonObject & { fault: string }>([
      { fault: 'latency', ms: number.int(20) },
      { fault: 'latency', ms: { min: 1, max: 10 } },
      { fault: 'status', status: number.int({ min: 500, max: 599 }) },
      { fault: 'status' },
      { fault: 'rate-limited', retryAfter: 1 },
      { fault: 'timeout' },
      { fault: 'reset' },
      { fault: 'truncate', bytes: number.int(30) },
      { fault: 'malformed' },
    ]);
    session.plan(own.fault);
    const provider = helpers.arrayElement(providers);
    const operation = number.int(2) === 0 ? { operation: helpers.arrayElement(provider.operations).name } : {};
    const counts = { times: number.int({ min: 1, max: 3 }), after: number.int(2) };
    return this.#call(session, 'POST', 'faults', { provider: provider.name, ...operation, ...own, ...counts });
  }

  clock(session: SessionWorld): Step {
    const day = this.#faker.number.int({ min: 10, max: 28 });
    const body = this.#faker.datatype.boolean()
      ? { advance: this.#faker.number.int(7_200) }
      : { now: `2031-01-${day}T00:00:00Z` };
    return this.#call(session, 'PUT', 'clock', body);
  }

  limits(session: SessionWorld): Step {
    return this.#call(session, 'PUT', 'rate-limits', { enabled: this.#faker.datatype.boolean() });
  }

  /** A mode of the session's own, or the default of all. */
  mode(session: SessionWorld): Step {
    const isDefault = this.#faker.number.int(30) === 0;
    // Setting replay reads the recordings anew, which takes its time.
    const mode = this.#faker.helpers.arrayElement([
      ...modeNames,
      ...(isDefault ? mostlyMock : ['mock', 'proxy', 'record']),
    ]);
    const provider = this.#provider();
    if (!isDefault) return this.setMode(session, provider, mode);
    const step = this.#call(session, 'PUT', `providers/${provider}/mode`, { mode });
    return { ...step, path: step.path.replace(/^\/~[^/]*/, '') };
  }

  /** A mode of the session's own. */
  setMode(session: SessionWorld, provider: string, mode: string): Step {
    session.setMode(provider, mode);
    return this.#call(session, 'PUT', `providers/${provider}/mode`, { mode });
  }

  /** A verifier's call for several states, for more than there may be, or to end an interaction. */
  states(session: SessionWorld): Step {
    const { helpers, number } = this.#faker;
    const names = providers.flatMap(({ providerStates }) => providerStates.map(({ name }) => name));
    const count = number.int(9) === 0 ? 150 : number.int({ min: 1, max: 6 });
    const states = helpers.multiple(() => helpers.arrayElement(names), { count });
    const action = number.int(4) === 0 ? 'teardown' : 'setup';
    return this.#call(session, 'POST', 'provider-states', { action, states, params: {} });
  }

  /** What the admin API refuses. */
  refused(session: SessionWorld): Step {
    const { helpers } = this.#faker;
    const method = helpers.arrayElement(['GET', 'PUT', 'POST', 'DELETE', 'PATCH']);
    const path = helpers.arrayElement([
      'faults',
      'clock',
      'state/nobody',
      'nothing',
      'requests?limit=x',
      'provider-states',
      'rate-limits',
    ]);
    const body = helpers.arrayElement([
      '{',
      '[]',
      '{"now":1}',
      '{"fault":"none"}',
      '{"action":"setup","state":"none"}',
      '',
    ]);
    // Some of these are no mistake: a DELETE of faults or requests is done.
    return { ...this.#call(session, method, path), body };
  }

  #provider(): string {
    return this.#faker.helpers.arrayElement(providers).name;
  }

  #call(session: SessionWorld, method: string, path: string, body?: JsonObject): Step {
    return {
      kind: `admin ${method} ${path.replace(/[?/].*/, '')}`,
      session: session.id,
      manner: 'whole',
      method,
      path: `/~${session.id}/_understudy/${path}`,
      headers: { ...this.headers, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : '',
      behaviour: 'answer',
      mayBreak: false,
      mayHang: false,
    };
  }
}
