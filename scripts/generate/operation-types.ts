import type { Provider } from '../../src/kit/provider.ts';

/** The names of each provider's operations as the journal has them, so that a misspelled one does not compile. */
export function operationTypes(providers: readonly Provider[]): string {
  const members = providers.map((provider) => `  ${provider.name}: ${namesIn(provider).join(' | ')};`);
  return [
    '// Generated from mocks/<provider>/operations/ by `npm run generate`; edit the operations instead.',
    '',
    '/** The operations of each provider; `batch` is a JSON-RPC batch. */',
    'export interface Operations {',
    ...members,
    '}',
    '',
  ].join('\n');
}

function namesIn({ operations, protocol }: Provider): string[] {
  const hasBatches = protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined);
  const names = [...operations.map(({ name }) => name), ...(hasBatches ? ['batch'] : [])];
  return names.map((name) => `'${name}'`);
}
