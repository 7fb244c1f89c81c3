/** User and password that a client sends to a proxy. */
export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
}

/** Reads `Proxy-Authorization: Basic ...` (RFC 7617); none where there is no such header, or it is something else. */
export function basicCredentials(header: string | undefined): BasicCredentials | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header?.trim() ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return { user, password };
}

/** The user of a run's own variables, who names no session. Any other user of the proxy names one. */
export const runUser = 'understudy';

/** The session that the user of a proxy names, if it is one. */
export function sessionOfProxyUser(header: string | undefined): string | undefined {
  const user = basicCredentials(header)?.user;
  return user === undefined || user === '' || user === runUser ? undefined : user;
}
