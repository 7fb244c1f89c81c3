import type { Answer } from '../../src/kit/answer.ts';
import { callers } from './credentials.ts';
import type { LeadConnectorCall } from './define-operation.ts';
import { refuseShortly } from './errors.ts';
import { versions } from './versions.ts';

function checkVersion({ request }: LeadConnectorCall): Answer | undefined {
  const { version } = request.headers;
  if (!version) return refuseShortly('leadconnector/version-missing', 401, 'version header was not found.');
  if (versions.some((known) => known === version)) return undefined;
  return refuseShortly('leadconnector/version-invalid', 401, 'version header is invalid');
}

function checkToken(call: LeadConnectorCall): Answer | undefined {
  const { authorization } = call.request.headers;
  if (!authorization)
    return refuseShortly(
      'leadconnector/authorization-missing',
      401,
      'No Authorization header found for authentication!',
    );
  const token = bearerToken(authorization);
  const caller = callers.get(token);
  if (!caller) return refuseShortly('leadconnector/token-invalid', 401, invalidToken(token));
  call.caller = caller;
  return undefined;
}

/** The token of `Bearer <token>`, empty for another scheme. The name of a scheme has no case (RFC 9110, 11.1). */
function bearerToken(authorization: string): string {
  return /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
}

function invalidToken(token: string): string {
  return token.startsWith('pit-') ? 'Invalid Private Integration token' : 'Invalid JWT';
}

/** For operations that change users. */
export function checkMayWrite({ caller }: LeadConnectorCall): Answer | undefined {
  if (caller.mayWriteUsers) return undefined;
  return refuseShortly('leadconnector/scope-missing', 401, 'The token is not authorized for this scope.');
}

/** What is looked at before the body. */
export const checkHeaders = [checkVersion, checkToken] as const;
