import { en, Faker } from '@faker-js/faker';
import type { Provider } from '../kit/provider.ts';
import type { Examples } from './ledger-complaints.ts';
import { isJsonSchema, misplacedAnnotations } from './schema-annotations.ts';

/** What is wrong with a provider's schemas: one does not compile, or an annotation stands where it means nothing. */
export function schemaComplaints({ schemas, operations }: Provider, ruleIds: readonly string[]): string[] {
  return schemas.names().flatMap((name) => {
    const file = `schemas/${name}.schema.json`;
    if (!isJsonSchema(schemas.read(name))) return [`${file} is no JSON Schema of draft 2020-12`];
    try {
      schemas.accepts(name, {});
    } catch (error) {
      return [`${file} does not compile: ${error instanceof Error ? error.message : error}`];
    }
    const sentAs = sentAsPart(operations, name);
    return misplacedAnnotations(schemas.read(name), name, { sentAs, ruleIds }).map(
      (complaint) => `${file}: ${complaint}`,
    );
  });
}

function sentAsPart(operations: Provider['operations'], schema: string): 'body' | 'query' | undefined {
  if (operations.some(({ query }) => query?.name === schema)) return 'query';
  // Parts of requests have the ending, too.
  return schema.endsWith('.request') || operations.some(({ request }) => request?.name === schema) ? 'body' : undefined;
}

/** Schemas that operations name and that are not there. */
export function missingSchemas({ schemas, operations }: Provider): string[] {
  const known = schemas.names();
  const named = operations.flatMap(({ name, request, query, replies }) =>
    [request?.name, query?.name, ...replies.map(({ schema }) => schema)].map((schema) => ({ name, schema })),
  );
  return [
    ...(known.includes('state') ? [] : ['schemas/state.schema.json is missing: it describes what is stored']),
    ...named
      .filter(({ schema }) => schema !== undefined && !known.includes(schema))
      .map(({ name, schema }) => `schemas/${schema}.schema.json is missing: the operation ${name} names it`),
  ];
}

/** What an operation does not say of itself. */
export function operationComplaints({ operations, samples }: Provider, examples: Examples): string[] {
  const shown = new Set([...examples.values()].map(({ operation }) => operation));
  return operations.flatMap(({ name, summary, request, replies }) => {
    const demands: readonly (readonly [isMet: boolean, complaint: string])[] = [
      [/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), `${name} is no name in kebab case`],
      [summary !== '', `${name} has no summary`],
      [replies.length > 1, `${name} describes no refusal in its replies`],
      [shown.has(name), `${name} has no example: name it as the \`operation\` of one`],
      [request === undefined || Object.hasOwn(samples, name), `${name} has no sample: add one to \`samples\``],
    ];
    return demands.flatMap(([isMet, complaint]) => (isMet ? [] : [complaint]));
  });
}

/** Samples that their own operation would refuse. */
export function sampleComplaints({ operations, samples, schemas }: Provider): string[] {
  return operations.flatMap(({ name, request }) => {
    const sample = samples[name];
    // The attributes of a JSON-RPC call are a part of its body, of which only the provider knows.
    if (!sample || !request || !schemas.read(request.name).properties) return [];
    const body = sample(new Faker({ locale: [en], seed: 1 }));
    if (Object.hasOwn(body, 'method') && Object.hasOwn(body, 'params')) return [];
    return schemas
      .complaints(request.name, body)
      .map((complaint) => `the sample of ${name} breaks ${request.name}: ${complaint}`);
  });
}
