import { randomBytes } from 'node:crypto';
import type { Env } from '../../proxy/upstream/credentials.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { parseJson } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { type RealApi, type RealReply, StateNotSetError } from '../kit/real-api.ts';
import { credentialVariable } from '../secrets/credential.ts';

/** Emails are made up in this domain unless the environment names another: nobody can have one there (RFC 2606). */
const safeDomain = 'example.com';
/** The variable that names another domain, whose owner reads what the real APIs send. */
export const domainVariable = 'UNDERSTUDY_EMAIL_DOMAIN';

/** How a provider's real API is called to set up states. */
export interface RealAccess {
  readonly provider: Provider;
  /** The provider's base URL in a session whose mode is `proxy`. */
  readonly url: string;
  readonly env: Env;
}

/** The real API, by way of the proxy, so that nothing here holds a real credential. */
export function realApi({ provider, url, env }: RealAccess): RealApi {
  const given = (name: string): string => {
    const variable = credentialVariable(provider.name, name);
    const value = env[variable]?.trim();
    if (value) return value;
    throw new StateNotSetError(`Nobody gave ${wordsOf(name)} of a real account. Set ${variable}.`);
  };
  return {
    call: async ({ method, path, headers, body }): Promise<RealReply> => {
      const sent = { ...(body && { 'Content-Type': 'application/json' }), ...headers };
      const reply = await fetch(url + path, { method, headers: sent, ...(body && { body: JSON.stringify(body) }) });
      return { status: reply.status, body: parseJson(Buffer.from(await reply.arrayBuffer()))?.value };
    },
    own: given,
    credential: (name) => {
      given(name);
      return provider.credentials[name] ?? '';
    },
    fresh,
    freshEmail: (wanted) => `${wanted.split('@', 1)[0]}.${fresh()}@${env[domainVariable]?.trim() || safeDomain}`,
    freshPassword: () => `${randomBytes(15).toString('base64url')}.aA1!`,
  };
}

function fresh(): string {
  return `u${randomBytes(6).toString('hex')}`;
}

/** `connection_id` is a connection id. */
function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`;
}

/** What the last call came to, as the journal shows it: masked. */
export function lastAnswer(entries: readonly JournalEntry[]): string {
  const last = entries.at(-1);
  if (!last) return '';
  const { request, response } = last;
  const body = response.body === undefined ? '' : ` ${JSON.stringify(response.body).slice(0, 300)}`;
  return ` ${request.method} ${request.path} was answered ${response.status}${body}.`;
}
