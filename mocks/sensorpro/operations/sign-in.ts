import { restOperations } from '../../../src/kit/protocols/rest.ts';
import { schemaName } from '../../../src/kit/provider.ts';
import { readBody } from '../checks.ts';
import type { SensorproRule } from '../generated/rules.ts';
import type { SignInReply, SignInRequest } from '../generated/schemas.ts';
import { newToken } from '../keys.ts';
import type { User } from '../records.ts';
import { result } from '../result.ts';
import { checkCredentials, checkSignInFields } from '../sign-in.ts';
import type { SensorproStores } from '../stores.ts';

/** Seconds that a token lives (source: sensorpro.net/api, Introduction & Authentication, reply of the sign-in). */
const lifetime = 3622;

/** Gives an API user a token (source: sensorpro.net/api, Introduction & Authentication). */
export const signIn = restOperations<SensorproStores, User>()({
  name: 'sign-in',
  summary: 'Signs an API user in and returns a token',
  method: 'POST',
  paths: ['/auth/sys/signin'],
  request: schemaName<SignInRequest>('sign-in.request'),
  replies: [
    { status: 200, schema: 'sign-in.reply', description: 'Signed in' },
    { status: 200, schema: 'sign-in-refusal', description: 'Refused; nothing tells what was wrong' },
    { status: 400, schema: 'sign-in-refusal', description: 'The body is no JSON object' },
    { status: 413, schema: 'sign-in-refusal', description: 'The body is too large' },
    {
      status: 507,
      schema: 'sign-in-refusal',
      description: 'The mock has no room for what would be stored or answered',
    },
  ],
  checks: [readBody, checkSignInFields, checkCredentials],
  handle: ({ request, caller, world: { stores, clock, random } }) => {
    const token = newToken({ stores, random });
    stores.tokens.insert({ token, organization: caller.Organization, expiresAt: clock.now() + lifetime * 1000 });
    const body: SignInReply = {
      ExpiresIn: lifetime,
      APIEndpoint: request.baseUrl,
      Token: token,
      Result: result(random),
    };
    const rule: SensorproRule = 'sensorpro/signed-in';
    return { rule, refused: false, status: 200, schema: 'sign-in.reply', body };
  },
});
