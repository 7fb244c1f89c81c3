import { type Env, missingVariables } from '../../proxy/upstream/credentials.ts';
import { readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { credentialVariable } from '../secrets/credential.ts';
import type { Mode } from '../sessions/mode.ts';
import { colors } from './colors.ts';
import { countLoaded } from './count-loaded.ts';
import { curlCommand } from './curl.ts';

/** What was chosen at the start, by provider. */
interface Played {
  readonly modes: Readonly<Record<string, Mode>>;
  readonly upstreams: Readonly<Record<string, string>>;
  /** Where real credentials are read from. */
  readonly env: Env;
}

/** What a start shows: the table of providers, how much they play, and a first call to each. */
export function banner(url: string, providers: readonly ProviderIdentity[], played: Played): string {
  const { operations, rules, schemas } = countLoaded(providers);
  const widest = Math.max(...providers.map(({ name }) => name.length));
  const modeOf = ({ name }: ProviderIdentity) => played.modes[name] ?? 'mock';
  const rows = providers.map(
    (provider) =>
      `  ${colors.bold(provider.name.padEnd(widest))}  ${`${url}/${provider.name}`.padEnd(url.length + widest + 1)}  ${modeOf(provider)}`,
  );
  const real = providers.filter((provider) => !['mock', 'replay'].includes(modeOf(provider)));
  // A first call to a real API would make a real account.
  const calls = providers.filter((provider) => modeOf(provider) === 'mock').map((provider) => firstCall(url, provider));
  return [
    `${colors.bold('Understudy')} listens on ${colors.cyan(url)}`,
    '',
    colors.dim(`  ${'provider'.padEnd(widest)}  ${'base URL'.padEnd(url.length + widest + 1)}  mode`),
    ...rows,
    '',
    `Plays ${providers.length} providers, ${operations} operations, ${rules} rules, ${schemas} schemas.`,
    `What the mocks accept: ${url}/_understudy/credentials. Stop with Ctrl-C.`,
    ...real.map((provider) => realLine(provider, played)),
    ...(calls.length > 0 ? ['', 'Try:', ...calls] : []),
    // An empty line between this and the lines of requests.
    '',
    '',
  ].join('\n');
}

/** Where the calls of a provider go, and which of its variables with real credentials are set; never their values. */
function realLine(provider: ProviderIdentity, { upstreams, env }: Played): string {
  const { name, upstream, credentials } = provider;
  const variables = Object.keys(credentials).map((each) => credentialVariable(name, each));
  const set = variables.filter((variable) => env[variable]?.trim());
  const missing = missingVariables(provider, env);
  const told = [
    ...(set.length > 0 ? [`with ${set.join(', ')}`] : []),
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
  ];
  const line = `${name} goes on to ${upstreams[name] ?? upstream}, ${told.join(', ')}.`;
  return missing.length > 0 ? colors.yellow(line) : line;
}

function firstCall(url: string, provider: ProviderIdentity): string {
  const example = readExamples(provider).get(readLedger(provider).try);
  if (!example) throw new Error(`The ledger of ${provider.name} names no example to try first.`);
  return `${colors.dim(`# ${provider.title}: ${example.name}`)}\n${curlCommand(`${url}/${provider.name}`, example.request)}`;
}
