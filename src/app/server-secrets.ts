import type { LogDetails, Logger } from '../logging/logger.ts';
import type { Credential } from '../secrets/credential.ts';
import { textMask } from '../secrets/masking.ts';
import { isSecretRole } from '../secrets/places.ts';
import type { Config } from './config.ts';

/** Where a server has secrets of its own from. */
type Sources = Partial<Pick<Config, 'adminToken' | 'env'>>;

/**
 * Every secret that a server holds itself: the real credentials of all providers and its admin token. Clients mix them up,
 * so each is hidden whichever provider is called.
 */
export function serverSecrets(credentials: readonly Credential[], sources: Sources): readonly string[] {
  const values = credentials.filter(isSecretRole).flatMap(({ value, published }) => (value === published ? [] : value));
  return [...new Set([...values, ...ownSecrets(sources)])];
}

/** Those of them that belong to no provider. Whatever else a server comes to hold belongs here. */
export function ownSecrets({ adminToken, env = {} }: Sources): readonly string[] {
  const given = [adminToken, env.UNDERSTUDY_ADMIN_TOKEN];
  return [...new Set(given.flatMap((value) => value || []))];
}

/** A logger that hides secrets in whatever it is told; the same one when there are none. */
export function maskingLogger(logger: Logger, secrets: readonly string[]): Logger {
  if (secrets.length === 0) return logger;
  const mask = textMask(secrets);
  const hidden = (details: LogDetails | undefined): LogDetails | undefined =>
    details &&
    Object.fromEntries(
      Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]),
    );
  return {
    debug: (message, details) => logger.debug(mask(message), hidden(details)),
    info: (message, details) => logger.info(mask(message), hidden(details)),
    warn: (message, details) => logger.warn(mask(message), hidden(details)),
    error: (message, details) => logger.error(mask(message), hidden(details)),
  };
}
