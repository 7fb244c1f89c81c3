import { readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import type { Mode } from '../sessions/mode.ts';
import { colors } from './colors.ts';
import { countLoaded } from './count-loaded.ts';
import { curlCommand } from './curl.ts';

/** What a start shows: the table of providers, how much they play, and a first call to each. */
export function banner(
  url: string,
  providers: readonly ProviderIdentity[],
  modes: Readonly<Record<string, Mode>>,
): string {
  const { operations, rules, schemas } = countLoaded(providers);
  const widest = Math.max(...providers.map(({ name }) => name.length));
  const rows = providers.map(
    ({ name }) =>
      `  ${colors.bold(name.padEnd(widest))}  ${`${url}/${name}`.padEnd(url.length + widest + 1)}  ${modes[name] ?? 'mock'}`,
  );
  const calls = providers.map((provider) => firstCall(url, provider));
  return [
    `${colors.bold('Understudy')} listens on ${colors.cyan(url)}`,
    '',
    colors.dim(`  ${'provider'.padEnd(widest)}  ${'base URL'.padEnd(url.length + widest + 1)}  mode`),
    ...rows,
    '',
    `Plays ${providers.length} providers, ${operations} operations, ${rules} rules, ${schemas} schemas.`,
    `What the mocks accept: ${url}/_understudy/credentials. Stop with Ctrl-C.`,
    '',
    'Try:',
    ...calls,
    // An empty line between this and the lines of requests.
    '',
    '',
  ].join('\n');
}

function firstCall(url: string, provider: ProviderIdentity): string {
  const example = readExamples(provider).get(readLedger(provider).try);
  if (!example) throw new Error(`The ledger of ${provider.name} names no example to try first.`);
  return `${colors.dim(`# ${provider.title}: ${example.name}`)}\n${curlCommand(`${url}/${provider.name}`, example)}`;
}
