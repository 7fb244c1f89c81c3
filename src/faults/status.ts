import { failureReply } from './failure-reply.ts';
import { defineFault } from './fault-kind.ts';
import { optionalWholeNumber } from './fields.ts';

/** How the provider's server fails. */
export interface StatusFields {
  /** HTTP status, 500 to 599; without one what the provider itself would send. */
  readonly status?: number;
}

/** The provider's server fails, and says so in the provider's own words. The request is not carried out. */
export const status = defineFault({
  name: 'status',
  fields: ['status'],
  read: (given): StatusFields => {
    const asked = optionalWholeNumber('status', given.status, { least: 500, most: 599 });
    return asked === undefined ? {} : { status: asked };
  },
  strike: async (fields, request) => {
    const { provider, world } = request;
    const { route } = await request.know();
    const words = provider.errors.failure({ ...fields, ...route, world });
    const reply = await failureReply(request, words);
    // JSON-RPC writes 200 whatever the words say.
    await request.answer(fields.status === undefined ? reply : { ...reply, status: fields.status });
  },
});
