import { findVersion, UnknownVersionError } from '../../kit/api-version.ts';
import { shownRules } from '../../kit/ledger.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';
import { findProvider } from './find-provider.ts';

/** What the mock accepts, so that nobody looks for it. */
export const credentials: AdminCall = {
  method: 'GET',
  path: '/credentials',
  handle: ({ context: { providers } }) =>
    Object.fromEntries(providers.identities.map(({ name, credentials: accepted }) => [name, accepted])),
};

/** Every rule of every provider, with what it rests on. */
export const rules: AdminCall = {
  method: 'GET',
  path: '/rules',
  handle: ({ context: { providers } }) => ({
    rules: providers.identities.flatMap((provider) =>
      shownRules(provider).map((rule) => ({ provider: provider.name, ...rule })),
    ),
  }),
};

/** A provider's OpenAPI 3.1 description; with `?version=` that of one version of its API. */
export const openapi: AdminCall = {
  method: 'GET',
  path: '/openapi/:provider.json',
  handle: async (request) => {
    const provider = findProvider(request);
    const name = request.query.get('version') ?? undefined;
    try {
      return await request.context.describe(provider, request.serverUrl, findVersion(provider, name));
    } catch (error) {
      if (error instanceof UnknownVersionError)
        throw new ToolkitError('invalid-query', error.message, { cause: error });
      throw error;
    }
  },
};

/** One of a provider's JSON Schema files. */
export const schema: AdminCall = {
  method: 'GET',
  path: '/schemas/:provider/:name.json',
  handle: (request) => {
    const { schemas } = findProvider(request);
    const { name = '' } = request.params;
    // Only names that are files of the folder are read, so that no name leads out of it.
    const known = schemas.names();
    if (known.includes(name)) return schemas.read(name);
    throw new ToolkitError('unknown-schema', `Cannot find the schema in the path. There are ${known.join(', ')}.`);
  },
};
