import { en, Faker } from '@faker-js/faker';
import { AdminSteps } from './admin-steps.ts';
import type { Canaries } from './canaries.ts';
import { HostileSteps } from './hostile-steps.ts';
import { ProviderSteps } from './provider-steps.ts';
import { SessionWorld } from './session-world.ts';
import type { Step } from './step.ts';

/** Draws that a session is used for before the next one has its turn. */
const stepsInSession = 25;

/** Which traffic is drawn, and for which of its workers. */
export interface ScriptSettings {
  readonly seed: number;
  readonly worker: number;
  /** Sessions of each worker. */
  readonly sessions: number;
}

/** The endless sequence of requests of one worker. The same settings give the same sequence, whatever is replied. */
export class Script {
  readonly #faker: Faker;
  readonly #providers: ProviderSteps;
  readonly #hostile: HostileSteps;
  readonly #admin: AdminSteps;
  readonly #settings: ScriptSettings;
  readonly #next: Step[] = [];
  #session = new SessionWorld('none');
  /** By their ids, each as it was left. */
  readonly #visited = new Map<string, SessionWorld>();
  /** Sessions entered so far. */
  #entered = 0;
  /** Draws until the next session. */
  #left = 0;

  constructor(settings: ScriptSettings, canaries: Canaries) {
    this.#settings = settings;
    this.#faker = new Faker({ locale: [en] });
    this.#faker.seed([settings.seed, settings.worker]);
    this.#providers = new ProviderSteps(this.#faker, canaries);
    this.#hostile = new HostileSteps(this.#faker, canaries, this.#providers);
    this.#admin = new AdminSteps(this.#faker, canaries.adminToken);
  }

  next(): Step {
    return this.#next.shift() ?? this.#draw();
  }

  #draw(): Step {
    if (this.#left === 0) return this.#enterSession();
    this.#left -= 1;
    const draw = this.#faker.helpers.weightedArrayElement(this.#kinds);
    return draw(this.#session);
  }

  /** Sessions take turns, each from its beginning; there are more of them than a server keeps. */
  #enterSession(): Step {
    const { worker, sessions } = this.#settings;
    this.#session = new SessionWorld(`w${worker}-${this.#entered % sessions}`);
    this.#visited.set(this.#session.id, this.#session);
    this.#entered += 1;
    this.#left = stepsInSession;
    // In the order in which they go out: what is known of a session follows.
    const reset = this.#admin.reset(this.#session);
    if (this.#faker.number.int(1) === 0) this.#next.push(this.#admin.mode(this.#session));
    return reset;
  }

  readonly #kinds: { weight: number; value: (session: SessionWorld) => Step }[] = [
    { weight: 400, value: (session) => this.#valid(session) },
    { weight: 100, value: (session) => this.#providers.step(session, this.#providers.odd('mutated')) },
    { weight: 50, value: (session) => this.#providers.step(session, this.#providers.odd('noise')) },
    { weight: 50, value: (session) => this.#providers.step(session, this.#providers.odd('headers')) },
    { weight: 50, value: (session) => this.#providers.step(session, this.#providers.odd('address')) },
    { weight: 80, value: (session) => this.#providers.step(session, this.#providers.planted(session.id)) },
    { weight: 30, value: (session) => this.#providers.step(session, this.#providers.batch(session.id)) },
    { weight: 3, value: (session) => this.#providers.step(session, this.#providers.large(session.id)) },
    { weight: 8, value: (session) => this.#recorded(session) },
    { weight: 20, value: (session) => this.#providers.step(session, this.#providers.valid(session.id).drawn, 'cut') },
    { weight: 20, value: (session) => this.#providers.step(session, this.#providers.valid(session.id).drawn, 'left') },
    { weight: 10, value: (session) => this.#bytes(session) },
    { weight: 80, value: (session) => this.#admin.read(session) },
    { weight: 30, value: (session) => this.#admin.fault(session) },
    { weight: 20, value: (session) => this.#admin.clock(session) },
    { weight: 10, value: (session) => this.#admin.limits(session) },
    { weight: 10, value: (session) => this.#admin.mode(session) },
    { weight: 20, value: (session) => this.#admin.refused(session) },
    { weight: 2, value: (session) => this.#admin.reset(session) },
    { weight: 60, value: (session) => this.#hostile.spelled(session) },
    { weight: 60, value: (session) => this.#hostile.formed(session) },
    { weight: 4, value: (session) => this.#hostile.manyMembers(session) },
    { weight: 20, value: (session) => this.#hostile.page(session) },
    { weight: 10, value: (session) => this.#hostile.adminPage(session, this.#admin.headers) },
    { weight: 40, value: (session) => this.#hostile.dotted(session) },
    { weight: 4, value: (session) => this.#hostile.pipelined(session, this.#admin.headers) },
    { weight: 15, value: (session) => this.#admin.states(session) },
    { weight: 40, value: () => this.#revisit() },
  ];

  #valid(session: SessionWorld): Step {
    const { drawn, given } = this.#providers.valid(session.id);
    const step = this.#providers.step(session, drawn);
    if (!given) return step;
    this.#next.push(step);
    return this.#admin.store(session, drawn.provider.name, given);
  }

  /** A call in a session that was left long ago, which the server may have dropped with its modes. */
  #revisit(): Step {
    const session = this.#faker.helpers.arrayElement([...this.#visited.values()]);
    const step = this.#providers.step(session, this.#providers.valid(session.id).drawn);
    return { ...step, kind: `revisit ${step.kind}` };
  }

  /** Some calls are recorded, then played; some are recorded once more, and then those are played. */
  #recorded(session: SessionWorld): Step {
    const { drawn } = this.#providers.valid(session.id);
    const mode = (name: string) => this.#admin.setMode(session, drawn.provider.name, name);
    const record = mode('record');
    const calls = () =>
      [drawn, this.#providers.similar(drawn, session.id), this.#providers.form(drawn, session.id), drawn].map((each) =>
        this.#providers.step(session, each),
      );
    const once = calls();
    this.#next.push(...once, mode('replay'), ...once);
    // Steps follow what a session was told last, so that they are drawn in their order.
    if (this.#faker.number.int(1) === 0) this.#next.push(mode('record'), ...calls(), mode('replay'), ...calls());
    return record;
  }

  /** Bytes that are no request, or one that servers quarrel about. */
  #bytes(session: SessionWorld): Step {
    const step = this.#providers.step(session, this.#providers.valid(session.id).drawn, 'bytes');
    const { method, path } = step;
    const body = this.#faker.helpers.arrayElement([
      '\r\n\r\n',
      'GET\r\n\r\n',
      `${method} ${path} HTTP/9.9\r\n\r\n`,
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n`,
      `CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n`,
      `GET ${path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      this.#faker.string.sample({ min: 1, max: 200 }),
    ]);
    return { ...step, kind: 'bytes that are no request', body };
  }
}
