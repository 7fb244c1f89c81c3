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
    const { provider } = request;
    const known = await request.know();
    await request.answer((world) => {
      const reply = failureReply(provider, known, provider.errors.failure({ ...fields, ...known.route, world }));
      // JSON-RPC writes 200 whatever the words say.
      return fields.status === undefined ? reply : { ...reply, status: fields.status };
    });
  },
});
