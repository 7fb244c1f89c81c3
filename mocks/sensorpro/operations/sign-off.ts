import { restOperations } from '../../../src/kit/protocols/rest.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { checkLength, checkToken, readBody } from '../checks.ts';
import type { SensorproRule } from '../generated/rules.ts';
import type { SignOffReply, SignOffRequest } from '../generated/schemas.ts';
import type { Token } from '../records.ts';
import { result } from '../result.ts';
import type { SensorproStores } from '../stores.ts';

/** Ends a token (source: github.com/forcequit/openclaw-sensorpro, SKILL.md, Authentication). */
export const signOff = restOperations<SensorproStores, Token>()({
  name: 'sign-off',
  summary: 'Logs a token off',
  method: 'POST',
  paths: ['/auth/sys/logoff{/:token}'],
  request: schemaName<SignOffRequest>('sign-off.request'),
  replies: [
    { status: 200, schema: 'sign-off.reply', description: 'Logged off; the token is good no longer' },
    { status: 200, schema: 'refusal', description: 'Refused: the token is not valid' },
    { status: 400, schema: 'refusal', description: 'The body is no JSON object' },
    { status: 411, schema: 'refusal', description: 'The request has no length' },
    { status: 413, schema: 'refusal', description: 'The body is too large' },
    { status: 507, schema: 'refusal', description: 'The mock has no room for what would be stored or answered' },
  ],
  checks: [checkLength, checkToken, readBody],
  handle: ({ caller, world: { stores, random } }) => {
    stores.tokens.remove(caller);
    const body: SignOffReply = { Result: result(random) };
    const rule: SensorproRule = 'sensorpro/signed-off';
    return { rule, refused: false, status: 200, schema: 'sign-off.reply', body };
  },
});
