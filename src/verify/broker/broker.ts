import { percentDecoded } from '../../kit/protocols/percent.ts';
import { printable } from '../../logging/printable.ts';

/** Where a Pact Broker is, and what it takes for one who may read it. */
export interface Broker {
  /** Without credentials, with a slash at its end: a broker may stand below a path. */
  readonly url: URL;
  /** The value of the header `Authorization`; none for a broker that is open. */
  readonly authorization: string | undefined;
  /** What must not be printed: the token, or the password, as it is and as it is sent. */
  readonly secrets: readonly string[];
}

/** A broker that cannot be used: one line that says what was found and what to do. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';

  constructor(found: string, options?: ErrorOptions) {
    super(printable(found), options);
  }
}

/** Who asks a broker: a token, or a name with its password. */
export interface BrokerLogin {
  readonly token?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** Reads the address of a broker, which may hold a login. Throws a BrokerError. */
export function readBroker(address: string, login: BrokerLogin): Broker {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new BrokerError('Cannot use --broker: it is no URL. Give one such as https://broker.example.com.');
  }
  const given = { ...login, ...loginIn(url) };
  const authorization = authorizationOf(given);
  const plain = new URL(url.pathname.replace(/\/?$/, '/'), url.origin);
  const sent = authorization?.replace(/^\w+ /, '');
  const secrets = [sent, given.token, given.password].flatMap((secret) => secret || []);
  return { url: plain, authorization, secrets };
}

function loginIn({ username, password }: URL): BrokerLogin {
  if (username === '' && password === '') return {};
  return { token: undefined, username: percentDecoded(username), password: percentDecoded(password) };
}

function authorizationOf({ token, username, password }: BrokerLogin): string | undefined {
  if (token) return `Bearer ${token}`;
  if (!username) return undefined;
  return `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`;
}
