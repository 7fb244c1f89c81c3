import { setTimeout as sleep } from 'node:timers/promises';
import { suggestion } from '../kit/did-you-mean.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import { printable, printableJson } from '../logging/printable.ts';
import { type AdminClient, adminClient } from '../remote/admin-client.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { colors } from './colors.ts';
import { readEnv } from './dot-env.ts';
import { interrupted } from './interrupted.ts';
import { requestLine } from './request-line.ts';
import { UsageError } from './usage-error.ts';

interface RequestsFlags {
  readonly url: string;
  readonly session: string;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** How often a server is asked for what is new, in milliseconds. */
const askMs = 300;

type Entry = Readonly<Record<string, unknown>>;

/** Shows what a running server was asked. Throws a UsageError for a filter that there is not, and an Error when it is away. */
export async function requests(words: readonly string[], flags: RequestsFlags): Promise<void> {
  const query = queryOf(words);
  const call = adminClient({
    url: flags.url.replace(/\/$/, ''),
    session: flags.session,
    adminToken: readEnv().UNDERSTUDY_ADMIN_TOKEN,
  });
  const { signal, release } = interrupted();
  try {
    let last = show(await entriesOf(call, query), 0, flags);
    while (flags.follow && !signal.aborted) {
      await sleep(askMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) last = show(await entriesOf(call, query), last, flags);
    }
  } catch (error) {
    throw error instanceof RemoteError && error.code !== undefined && error.code.startsWith('invalid')
      ? new UsageError(error.message, { cause: error })
      : error;
  } finally {
    release();
  }
}

/** What an entry can be filtered by. */
const filters = ['provider', 'operation', 'status', 'rule', 'source', 'method', 'path'] as const;

/** `rule:leeloo/created` is a filter; a word without a colon is a provider, or an operation with its provider. */
function queryOf(words: readonly string[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const word of words) {
    const at = word.indexOf(':');
    const name = at < 0 ? (word.includes('/') ? 'operation' : 'provider') : word.slice(0, at);
    if (!filters.some((filter) => filter === name))
      throw new UsageError(`Cannot filter by "${printable(name)}". ${suggestion(name, filters)}`);
    query.set(name, word.slice(at + 1));
  }
  return query;
}

async function entriesOf(call: AdminClient, query: URLSearchParams): Promise<readonly Entry[]> {
  const { requests: listed } = await call(`GET requests?${query}`);
  return Array.isArray(listed) ? listed.filter(isJsonObject) : [];
}

/** Prints the entries after one; after a reset their ids begin again. @returns The id of the last. */
function show(entries: readonly Entry[], after: number, { json, session }: RequestsFlags): number {
  const newest = Number(entries.at(-1)?.id ?? after);
  const from = newest < after ? 0 : after;
  for (const entry of entries)
    if (Number(entry.id) > from) process.stdout.write(`${json ? printableJson(entry) : lineOf(entry, session)}\n`);
  return newest;
}

function lineOf(entry: Entry, session: string): string {
  const [request, response] = [entry.request, entry.response].map((each) => (isJsonObject(each) ? each : {}));
  const { provider, operation, source, rule, durationMs } = entry;
  const details = { provider, operation, source, rule, session, durationMs, status: response?.status };
  const line = requestLine({
    ...Object.fromEntries(Object.entries(details).map(([name, value]) => [name, textOf(value)])),
    method: String(request?.method),
    path: printable(String(request?.path)),
    refused: Number(response?.status) >= 400,
  });
  return `${colors.dim(String(entry.at))} ${line}`;
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : printable(String(value));
}
