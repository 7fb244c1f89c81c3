import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Ledger } from '../../kit/ledger.ts';
import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { ProviderIdentity } from '../../kit/provider-identity.ts';
import type { Api, ApiOperation } from '../described/api.ts';
import type { Files } from '../write-folder.ts';
import { SchemaConverter } from './convert-schema.ts';
import { type Description, readDescription } from './read-description.ts';
import { type DescribedOperation, readOperations } from './read-operations.ts';
import { readSecurity } from './read-security.ts';
import { Notes, References } from './references.ts';
import { SchemaFiles } from './schema-files.ts';
import { type Sketches, sketchExamples } from './write-examples.ts';
import { ledgerOf } from './write-ledger.ts';

/** A provider that is written from a description, before its examples are filled in. */
export interface DescribedProvider {
  readonly api: Api;
  readonly schemas: Files;
  readonly sketches: Sketches;
  /** The ledger of these operations, with the example to try first. */
  ledger(first: string, notes: readonly string[], operations: readonly ApiOperation[]): Ledger;
  /** What could not be taken over. */
  readonly notes: readonly string[];
}

/** Reads a description, and says what its provider is. Rejects with a ScaffoldError. */
export async function describedProvider(
  name: string,
  file: string,
  taken: readonly ProviderIdentity[],
): Promise<DescribedProvider> {
  const { root, problem }: Description = await readDescription(readFileSync(file, 'utf8'), file);
  const notes = new Notes();
  if (problem !== undefined)
    notes.add(`The description is not valid by the schema of OpenAPI: ${problem}. What could be read of it was.`);
  const references = new References(root, notes);
  const files = new SchemaFiles(name);
  files.add('refusal', refusalSchema);
  const reading = { references, converter: new SchemaConverter(references, notes), files, notes };
  const security = readSecurity(root, name, references, notes);
  const server = withoutTaken(serverOf(root, name, notes), taken, notes);
  const operations = readOperations(references.object(root.paths), server.prefix, security, reading);
  const resources = [...new Set(operations.flatMap(({ operation: { effect } }) => effect?.resource ?? []))];
  files.add('state', stateSchema(resources));
  const info = references.object(root.info);
  const title = String(info.title ?? name).slice(0, 200);
  noteWhatIsNotPlayed(root, operations, notes);
  const api: Api = {
    name,
    title,
    hosts: server.hosts,
    upstream: server.upstream,
    credentials: security.credentials,
    secrets: security.secrets,
    requiredHeaders: [],
    resources,
    operations: operations.map(({ operation }) => operation),
  };
  return {
    api,
    schemas: new Map([...files.all].map(([each, schema]) => [`schemas/${each}.schema.json`, json(schema)])),
    sketches: sketchExamples(name, operations, security, resources),
    ledger: (first, lines, kept) => {
      const described = operations.filter(({ operation }) => kept.includes(operation));
      return ledgerOf({ name, title, file: basename(file), operations: described, notes: lines, first });
    },
    notes: notes.lines,
  };
}

/** A file of JSON, as people read it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const refusalSchema = {
  description: 'A refusal that the description does not have.',
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
} as const;

function stateSchema(resources: readonly string[]): JsonObject {
  const record = {
    type: 'object',
    properties: { id: { type: 'string', minLength: 1 }, sent: { type: 'object' } },
    required: ['id', 'sent'],
    additionalProperties: false,
  };
  return {
    description: 'What was created, by kind, oldest first: what was sent, and the id.',
    type: 'object',
    properties: Object.fromEntries(resources.map((name) => [name, { type: 'array', items: record }])),
    required: resources,
    additionalProperties: false,
  };
}

interface Server {
  readonly upstream: string;
  readonly hosts: readonly string[];
  /** What stands before all paths, without a last slash. */
  readonly prefix: string;
}

/** The first server; its path belongs to the paths, since the host leads here. */
function serverOf({ servers }: JsonObject, name: string, notes: Notes): Server {
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  const { url, variables }: JsonObject = isJsonObject(first) ? first : {};
  const filled = String(url ?? '').replaceAll(/\{([^{}]+)\}/g, (_all, variable: string) => {
    const known: unknown = isJsonObject(variables) ? variables[variable] : undefined;
    return isJsonObject(known) ? String(known.default ?? variable) : variable;
  });
  const own = `https://${name}.example`;
  const parsed = URL.canParse(filled, own) ? new URL(filled, own) : new URL(own);
  const prefix = parsed.pathname.replace(/(?<!\/)\/+$/, '');
  if (URL.canParse(filled) && /^https?:$/.test(parsed.protocol) && /\.[a-z][a-z0-9-]*$/.test(parsed.hostname)) {
    return { upstream: parsed.origin, hosts: [parsed.hostname], prefix };
  }
  notes.add(`The description names no server with a host name: the real API is taken to be at ${own}.`);
  return { upstream: own, hosts: [`${name}.example`], prefix };
}

/** A host leads to one provider. */
function withoutTaken(server: Server, taken: readonly ProviderIdentity[], notes: Notes): Server {
  const owner = taken.find(({ hosts }) => server.hosts.some((host) => hosts.includes(host)));
  if (!owner) return server;
  notes.add(`The host ${server.hosts[0]} leads to ${owner.name}: this mock answers under its own path alone.`);
  return { ...server, hosts: [] };
}

function noteWhatIsNotPlayed(root: JsonObject, operations: readonly DescribedOperation[], notes: Notes): void {
  const still = operations
    .filter(({ operation: { effect } }) => effect === undefined)
    .map(({ operation: { name } }) => `\`${name}\``);
  if (still.length > 0)
    notes.add(`These operations answer as the description shows, and store nothing: ${still.join(', ')}.`);
  if (isJsonObject(root.webhooks)) notes.add('Webhooks are not called.');
  notes.add(
    'Parameters in headers and cookies are not checked, and lists are shown whole, whatever their parameters say.',
  );
}
