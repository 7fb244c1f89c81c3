import type { Answer, ProviderErrors, Violation } from 'api-understudy/provider';
import { type ApiReply, api } from './api.ts';
import type { Stores } from './state.ts';

/** The only maker of refusals: as the description has them, or, where it says nothing of them, as the file api.json assumes. */
export function refuse(rule: string, reply: ApiReply, violations: readonly Violation[] = []): Answer {
  return { rule: `${api.name}/${rule}`, violations, refused: true, ...reply };
}

/** What no description tells: the words of the server itself. */
function assumed(rule: string, status: number, message: string): Answer {
  return refuse(rule, { status, schema: 'refusal', body: { message } });
}

export const errors: ProviderErrors<Stores> = {
  unknownRoute: () => assumed('unknown-route', 404, 'Not found'),
  tooLarge: () => assumed('too-large', 413, 'Payload too large'),
  tooMuch: () => assumed('too-much', 507, 'Insufficient storage'),
  failure: ({ status = 500 }) => ({ refused: true, status, body: { message: 'Internal server error' } }),
};
