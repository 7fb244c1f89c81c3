/** What clients say when they do not trust a certificate (RFC 8446, 6.2). */
const distrust = /ALERT_(?:UNKNOWN_CA|CERTIFICATE_UNKNOWN|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|ACCESS_DENIED)/;

/** One line on a client that ended TLS before its first request. */
export function describeTlsRefusal(host: string, { code = '' }: NodeJS.ErrnoException): string {
  const why = distrust.test(code)
    ? 'it does not trust the certificate of this run. It may pin the real one, or read its authorities from a place of its own'
    : 'TLS failed';
  return `A client refused the connection to ${host || 'no host that it named (SNI)'}: ${why} (${code || 'the connection was closed'}).`;
}
