import { type ImportResult, importHar, type NotKept } from '../../proxy/har/import-har.ts';
import type { HarUpstream } from '../../proxy/har/owner.ts';
import { HarError, readHar } from '../../proxy/har/read-har.ts';
import { upstreamUrl } from '../../proxy/upstream/upstream-url.ts';
import { defaults } from '../app/config.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import { printableJson } from '../logging/printable.ts';
import { readUpstreams } from './by-provider.ts';
import { CommandError } from './command-error.ts';
import type { Configuration } from './configuration.ts';
import { counted, print, type RecordingsFlags, secretsFromInput, settingsOf } from './recordings.ts';
import { UsageError } from './usage-error.ts';

interface ImportFlags extends RecordingsFlags {
  readonly upstream: readonly string[];
  readonly pseudonymise?: boolean;
  readonly dryRun?: boolean;
  readonly secrets?: boolean;
}

/** Hosts that are named one by one. */
const maxHosts = 5;

/** Makes recordings of an HTTP Archive, and lists what is none. Throws when an exchange with a real API could not be kept. */
export async function importArchive(file: string, flags: ImportFlags): Promise<void> {
  const entries = entriesOf(file);
  const { configuration, catalogue, ...settings } = await settingsOf(
    flags,
    flags.secrets ? await secretsFromInput() : [],
  );
  const { pseudonymise = flags.pseudonymise, seed = defaults.seed } = configuration.values;
  const result = importHar(entries, {
    ...settings,
    upstreams: upstreamsOf(catalogue, configuration, flags.upstream),
    pseudonymSeed: pseudonymise ? seed : undefined,
    now: Date.now(),
    dryRun: flags.dryRun ?? false,
  });
  print(flags.json ? jsonLines(result) : terminalLines(result, flags.dryRun ?? false));
  const losses = result.notKept.filter(({ isLoss }) => isLoss);
  if (result.files.length === 0)
    throw new CommandError([`Cannot import ${file}: nothing in it is an exchange with an API that is played here.`]);
  if (losses.length > 0)
    throw new CommandError([`Cannot keep ${counted(losses.length, 'exchange')} with a real API of ${result.entries}.`]);
}

function entriesOf(file: string): readonly unknown[] {
  try {
    return readHar(file);
  } catch (error) {
    throw error instanceof HarError ? new CommandError([error.message], { cause: error }) : error;
  }
}

/** Under all names that a real API has, and where the flags or the configuration say that it is. */
function upstreamsOf(catalogue: Catalogue, { values }: Configuration, given: readonly string[]): HarUpstream[] {
  const named = { ...values.upstreams, ...readUpstreams(given, catalogue) };
  return catalogue.mocks().flatMap((provider) => {
    const own = named[provider.name] ?? provider.upstream;
    const urls = [
      checkedUrl(provider.name, own),
      provider.upstream,
      ...provider.hosts.map((host) => `https://${host}`),
    ];
    return [...new Set(urls)].map((url) => ({ provider, url }));
  });
}

function checkedUrl(provider: string, url: string): string {
  try {
    return upstreamUrl(provider, url);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function jsonLines({ files, notKept, others, withoutCredential, entries }: ImportResult): string[] {
  const summary = { entries, recordings: files.length, notKept: notKept.length, withoutCredential };
  return [
    ...files.map((file) => printableJson({ kind: 'recording', file })),
    ...notKept.map((each) => printableJson({ kind: 'not-kept', ...each })),
    ...[...others].map(([host, count]) => printableJson({ kind: 'other-host', host, count })),
    printableJson({ kind: 'summary', ...summary }),
  ];
}

function terminalLines(
  { files, notKept, others, withoutCredential, entries }: ImportResult,
  dryRun: boolean,
): string[] {
  const verb = dryRun ? 'Would make' : 'Made';
  return [
    ...files,
    ...notKept.map(notKeptLine),
    `${verb} ${counted(files.length, 'recording')} of ${counted(entries, 'entry', 'entries')}.`,
    ...othersLine(others),
    ...(withoutCredential > 0
      ? [
          `${withoutCredential} of them without a credential, as browsers export them unless they are asked for sensitive data: a request with one is not answered from these.`,
        ]
      : []),
  ];
}

function notKeptLine({ entry, provider, operation, reason, isLoss }: NotKept): string {
  const what = [provider, operation].filter((name) => name !== undefined).join('/');
  return `${isLoss ? 'Cannot keep' : 'Left out'} entry ${entry}${what === '' ? '' : ` (${what})`}: ${reason}.`;
}

function othersLine(others: ReadonlyMap<string, number>): string[] {
  if (others.size === 0) return [];
  const hosts = [...others].toSorted(([, one], [, other]) => other - one);
  const named = hosts.slice(0, maxHosts).map(([host, count]) => `${host} (${count})`);
  const more = hosts.length > maxHosts ? [`${hosts.length - maxHosts} more`] : [];
  const sum = hosts.reduce((all, [, count]) => all + count, 0);
  return [
    `Left out ${counted(sum, 'entry', 'entries')} of other hosts: ${[...named, ...more].join(', ')}. Say with --upstream PROVIDER=URL where an API was.`,
  ];
}
