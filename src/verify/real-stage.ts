import { randomUUID } from 'node:crypto';
import { keepStateValues } from '../../proxy/recording/state-values.ts';
import { Redaction } from '../../proxy/redaction/redaction.ts';
import { type Env, readCredentials } from '../../proxy/upstream/credentials.ts';
import { playedProviders } from '../app/built-in.ts';
import { ownSecrets, serverSecrets } from '../app/server-secrets.ts';
import type { Provider } from '../kit/provider.ts';
import { type RealApi, StateNotSetError } from '../kit/real-api.ts';
import { findProviderState, type StateValues, setUpRealState } from '../kit/world/provider-state.ts';
import { silentLogger } from '../logging/logger.ts';
import { type Credential, isId } from '../secrets/credential.ts';
import { lastAnswer, realApi } from './call-real-api.ts';
import type { NeededState } from './pact.ts';
import type { Stage, Wanted } from './stage.ts';
import { type StageServer, startStageServer } from './stage-server.ts';

/** How the real APIs are reached, and what is kept of them. */
export interface RealSettings {
  /** Providers to play beside those in the box. */
  readonly given?: readonly Provider[];
  /** Those that the pacts are about. */
  readonly providers: readonly Provider[];
  /** Real credentials, and ids that only the owner of an account can look up. */
  readonly env: Env;
  /** Base URLs of real APIs that stand elsewhere than usual. */
  readonly upstreams: Readonly<Record<string, string>>;
  /** Where recordings and the values of states are kept; without it nothing is. */
  readonly recordings?: string | undefined;
  /** Takes a line about trouble on the way. */
  report(line: string): void;
}

/**
 * Starts a server that passes requests on to the real APIs. States are set up there by calls of their own, in a session of
 * their own, so that those are never recorded. Rejects with a TypeError when an upstream or a credential cannot be used.
 */
export async function startRealStage(settings: RealSettings): Promise<Stage> {
  const { given = [], providers, env, upstreams, recordings, report } = settings;
  const mode = recordings === undefined ? 'proxy' : 'record';
  const { setUpMock: _mock, ...server } = await startStageServer({
    providers: given,
    modes: Object.fromEntries(providers.map(({ name }) => [name, mode])),
    env,
    upstreams,
    ...(recordings !== undefined && { recordings }),
    logger: { ...silentLogger, warn: report },
  });
  const own = readCredentials(providers, env)
    .filter((each) => !isId(each))
    .map(({ value }) => value);
  const credentials = readCredentials((await playedProviders(given)).identities, env);
  const known = serverSecrets(credentials, { env });
  return {
    ...server,
    setUp: async (wanted) => {
      const values = await setUpInSession(server, wanted, env);
      if (recordings !== undefined && wanted.interaction.states.length > 0)
        await keep(recordings, wanted, values, { ...settings, credentials });
      return values;
    },
    secrets: () => [...server.secrets(), ...own, ...known],
  };
}

async function setUpInSession(
  { understudy }: Pick<StageServer, 'understudy'>,
  { provider, interaction: { states } }: Wanted,
  env: Env,
): Promise<StateValues> {
  const session = understudy.session(randomUUID());
  const base = `${understudy.url}/~${session.id}`;
  await fetch(`${base}/_understudy/providers/${provider.name}/mode`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mode: 'proxy' }),
  });
  const api = realApi({ provider, url: `${base}/${provider.name}`, env });
  try {
    const values: Record<string, StateValues[string]> = {};
    for (const state of states) Object.assign(values, await setUpOne(provider, state, api));
    return values;
  } catch (error) {
    if (!(error instanceof StateNotSetError)) throw error;
    throw new StateNotSetError(error.message + lastAnswer(session.requests()), { cause: error });
  }
}

async function setUpOne(provider: Provider, { name, params }: NeededState, api: RealApi): Promise<StateValues> {
  const found = findProviderState([provider], name);
  if (typeof found === 'string') throw new StateNotSetError(found);
  return setUpRealState(found.state, api, params);
}

/** What is secret in values and names is replaced as it is in the recordings, so that the values match those. */
async function keep(
  folder: string,
  { pact, provider, interaction }: Wanted,
  values: StateValues,
  { env, credentials, report }: RealSettings & { readonly credentials: readonly Credential[] },
): Promise<void> {
  const redaction = new Redaction({
    provider,
    credentials,
    secrets: ownSecrets({ env }),
  });
  const { description, states } = interaction;
  const key = { provider: provider.name, consumer: pact.consumer, description, states };
  const names = { consumer: pact.consumer, description, states: states.map(({ name }) => name), values };
  const safe = JSON.parse(redaction.foreignText(JSON.stringify(names)));
  await keepStateValues(folder, key, { provider: provider.name, ...safe }).catch((error: unknown) =>
    report(error instanceof Error ? error.message : String(error)),
  );
}
