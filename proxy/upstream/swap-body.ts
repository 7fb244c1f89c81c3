import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import type { Provider, Route } from '../../src/kit/provider.ts';
import type { SecretPlace } from '../../src/kit/secret-place.ts';
import { type Credential, isId } from '../../src/secrets/credential.ts';
import { placesOf } from '../../src/secrets/places.ts';
import { callsIn, type Edit, editJson } from '../wire/edit-json.ts';
import { idEdits } from './swap-ids.ts';

/** Bodies over this many bytes are not held, and no credential is looked for in them. */
export const maxHeldBytes = 1_048_576;

/** Whether a credential may stand in the body of a request to this address. */
export function swapsBodies(provider: Provider, route: Route | undefined, credentials: readonly Credential[]): boolean {
  if (!route || credentials.length === 0) return false;
  // An id may stand anywhere.
  if (credentials.some(isId)) return true;
  const places = route.operation ? placesOf(provider, route.operation.name) : provider.secrets;
  return places.some((place) => place.in === 'body' && credentials.some(({ role }) => role === place.role));
}

/**
 * The body with the real credentials in the place of the published ones, in each call of a JSON-RPC batch. Another
 * operation's member of the same name is no credential: the password of a user that is added. Nor is anything in a call of
 * a method that is not played.
 */
export function swapInBody(
  provider: Provider,
  { operation }: Route,
  body: Buffer,
  credentials: readonly Credential[],
): Buffer {
  const ids = credentials.filter(isId);
  return editJson(body, (tree) => {
    if (operation)
      return [...editsOf(tree.root, placesOf(provider, operation.name), credentials), ...idEdits(tree.root, ids)];
    return callsIn(tree).flatMap((call) => {
      const places = placesOfMethod(provider, call);
      return places.length === 0 ? [] : [...editsOf(call, places, credentials), ...idEdits(call, ids)];
    });
  });
}

function placesOfMethod(provider: Provider, call: Node): readonly SecretPlace[] {
  const method = findNodeAtLocation(call, ['method']);
  const endpoint = provider.protocol.endpoints.find(({ rpcMethod }) => rpcMethod === method?.value);
  return method?.type === 'string' && endpoint ? placesOf(provider, endpoint.operation.name) : [];
}

function editsOf(call: Node, places: readonly SecretPlace[], credentials: readonly Credential[]): Edit[] {
  return places.flatMap((place) => {
    const wanted = credentials.filter(({ role }) => role === place.role);
    if (place.in !== 'body' || wanted.length === 0) return [];
    const node = findNodeAtLocation(call, pointerSegments(place.pointer).map(asIndex));
    const credential = wanted.find(({ published }) => node?.type === 'string' && node.value === published);
    if (!node || !credential) return [];
    return [{ node, text: JSON.stringify(credential.value) }];
  });
}

function asIndex(segment: string): string | number {
  return /^\d+$/.test(segment) ? Number(segment) : segment;
}
