import { checkParams } from '../checks.ts';
import type { GetResponseRule } from '../generated/rules.ts';
import type { PingReply } from '../generated/schemas.ts';
import { defineOperation, refusals } from './define-operation.ts';

/** Tells that the API was reached and knows the key (public record: the provider's documentation, ping). */
export const ping = defineOperation({
  name: 'ping',
  summary: 'Tests the connection and the key',
  method: 'ping',
  replies: [{ status: 200, schema: 'ping.reply', description: 'The key is known' }, ...refusals],
  checks: checkParams,
  handle: () => ({
    rule: 'getresponse/ping' satisfies GetResponseRule,
    refused: false,
    status: 200,
    schema: 'ping.reply',
    body: { ping: 'pong' } satisfies PingReply,
  }),
});
