import { realpathSync } from 'node:fs';
import { bytesWithoutMark } from '../files/byte-order-mark.ts';
import { OddFileError, readRegularFile } from '../files/read-regular-file.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, parseJson } from '../kit/protocols/json.ts';
import { type NeededState, type Pact, PactError, type PactInteraction } from './pact.ts';

/** Reads a pact file. Throws a PactError when it cannot be verified. */
export function readPact(file: string): Pact {
  return parsePact(file, bytesWithoutMark(readBytes(file)));
}

/** Reads a pact from its bytes. Throws a PactError when it cannot be verified. @param file Where they are from. */
export function parsePact(file: string, bytes: Buffer): Pact {
  const document = parseBytes(file, bytes);
  const consumer = nameIn(document.consumer);
  const provider = nameIn(document.provider);
  if (consumer === undefined || provider === undefined) {
    throw new PactError(file, 'it names no consumer or no provider, so it is no pact. Give pact files only.');
  }
  const version = readVersion(file, document);
  refusePlugins(file, document);
  return { file, consumer, provider, version, interactions: readInteractions(file, document), document, bytes };
}

function parseBytes(file: string, bytes: Buffer): JsonObject {
  const parsed = parseJson(bytes);
  if (!parsed) throw new PactError(file, 'it is broken JSON. Let the consumer’s tests write it anew.');
  if (!isJsonObject(parsed.value)) throw new PactError(file, 'it is no JSON object, so it is no pact.');
  return parsed.value;
}

/** Larger files are no pacts, in bytes. */
export const maxPactBytes = 64 * 1_048_576;

/** A link is followed; a pipe may never end. */
function readBytes(file: string): Buffer {
  try {
    return readRegularFile(realpathSync(file), maxPactBytes);
  } catch (error) {
    if (error instanceof OddFileError) throw new PactError(file, `${error.message}. Give pact files only.`);
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new PactError(file, `it cannot be read (${reason}). Give a pact file that this user may read.`, {
      cause: error,
    });
  }
}

function nameIn(participant: unknown): string | undefined {
  return isJsonObject(participant) && typeof participant.name === 'string' ? participant.name : undefined;
}

function readVersion(file: string, { metadata }: JsonObject): string {
  const facts: JsonObject = isJsonObject(metadata) ? metadata : {};
  // Older libraries write the version under other names.
  const specification = facts.pactSpecification ?? facts['pact-specification'];
  const version = (isJsonObject(specification) && specification.version) || facts.pactSpecificationVersion;
  if (typeof version === 'string' && /^[234](\.\d+)*$/.test(version)) return version;
  const found =
    version === undefined || version === false ? 'it names no version' : `its version is ${JSON.stringify(version)}`;
  throw new PactError(file, `${found}. Give a pact of the Pact specification 2, 3 or 4.`);
}

/** Plugins are programs of their own, for contents that none of the providers has. */
function refusePlugins(file: string, { metadata }: JsonObject): void {
  const plugins = isJsonObject(metadata) ? metadata.plugins : undefined;
  if (!Array.isArray(plugins) || plugins.length === 0) return;
  throw new PactError(file, 'it needs a plugin. Only requests over HTTP without plugins can be verified.');
}

function readInteractions(file: string, { interactions, messages }: JsonObject): PactInteraction[] {
  if (interactions === undefined && messages !== undefined) {
    throw new PactError(file, 'it is about messages. Only requests over HTTP can be verified.');
  }
  const listed = interactions ?? [];
  if (!Array.isArray(listed)) throw new PactError(file, 'its interactions are no list.');
  return listed.map((interaction, index) => readInteraction(file, interaction, index + 1));
}

function readInteraction(file: string, interaction: unknown, number: number): PactInteraction {
  const refuse = (found: string) => new PactError(file, `its interaction ${number} ${found}`);
  if (!isJsonObject(interaction)) throw refuse('is no JSON object.');
  const { type = 'Synchronous/HTTP', description = '', request, response, pending } = interaction;
  if (type !== 'Synchronous/HTTP') {
    throw refuse(`is of the type ${JSON.stringify(type)}. Only requests over HTTP can be verified.`);
  }
  if (!isJsonObject(request) || !isJsonObject(response)) throw refuse('has no request or no response.');
  const states = readStates(interaction);
  if (!states) throw refuse('has a provider state without a name. Name it, or leave it out.');
  return {
    description: typeof description === 'string' ? description : JSON.stringify(description),
    states,
    method: typeof request.method === 'string' ? request.method.toUpperCase() : 'GET',
    path: typeof request.path === 'string' ? request.path : '/',
    status: typeof response.status === 'number' ? response.status : 200,
    isPending: pending === true,
  };
}

/** Nothing when a state has no name. */
function readStates({ providerStates, providerState, provider_state }: JsonObject): NeededState[] | undefined {
  const single = providerState ?? provider_state;
  const listed = providerStates ?? (single === undefined || single === null ? [] : [{ name: single }]);
  const states = Array.isArray(listed) ? listed.map(readState) : [undefined];
  const named = states.filter((state) => state !== undefined);
  return named.length === states.length ? named : undefined;
}

function readState(state: unknown): NeededState | undefined {
  if (!isJsonObject(state) || typeof state.name !== 'string' || state.name.trim() === '') return undefined;
  return { name: state.name, params: isJsonObject(state.params) ? state.params : {} };
}
