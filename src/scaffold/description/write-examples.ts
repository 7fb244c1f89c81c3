import { drawnMark, type Example, type ExampleRequest } from '../../kit/example.ts';
import type { JsonObject } from '../../kit/protocols/http.ts';
import type { DescribedOperation } from './read-operations.ts';
import { printQuery } from './read-requests.ts';
import type { Security } from './read-security.ts';

/** Examples that are written, by their file names: what is sent, and which rule it shows. What is answered, the mock says. */
export type Sketches = ReadonlyMap<string, Example>;

/** The id of the record that examples find. */
const recordId = 'example-record';
/** A byte over what a provider takes. */
const tooLong = 1_048_577;

/** Sketches an example for each rule. */
export function sketchExamples(
  name: string,
  operations: readonly DescribedOperation[],
  security: Security,
  resources: readonly string[],
): Sketches {
  const sketches = new Map<string, Example>();
  const add = (
    file: string,
    rule: string,
    says: string,
    operation: DescribedOperation | undefined,
    changes: Partial<Example>,
  ) => {
    const request = operation ? requestOf(operation, security) : { method: 'GET', path: '/no-such-address' };
    const given = operation && givenOf(operation, resources);
    sketches.set(file, {
      rule: `${name}/${rule}`,
      name: says,
      ...(operation && { operation: operation.operation.name }),
      ...(given && { given }),
      request,
      reply: { status: 200 },
      rules: [drawnMark],
      ...changes,
    });
  };
  const [first] = operations.filter(({ params }) => Object.keys(params).length === 0);
  const any = first ?? operations[0];
  const withBody = operations.find(({ body }) => body);
  const withKey = operations.find(({ operation }) => operation.needsKey);
  const answering = operations.find(({ operation: { success } }) => success.body !== undefined);
  add('unknown-route', 'unknown-route', 'another address', undefined, {});
  if (any)
    add('too-large', 'too-large', 'a body of a byte too many', any, {
      request: { ...withoutBody(requestOf(any, security)), text: 'x', repeat: tooLong },
    });
  if (answering)
    add('too-much', 'too-much', 'no room for the reply', answering, {
      given: { ...givenOf(answering, resources), bounds: { reply: 1 } },
    });
  if (withKey)
    add('credentials', 'credentials', 'no credentials', withKey, {
      request: withoutKey(requestOf(withKey, security), security),
    });
  if (withBody)
    add('broken-json', 'broken-json', 'half an object', withBody, {
      request: { ...withoutBody(requestOf(withBody, security)), text: '{' },
    });
  for (const each of operations) addOperation(each, security, add);
  if (any) add('secret-never-echoed', 'secret-never-echoed', 'the credentials are masked', withKey ?? any, {});
  return sketches;
}

type Add = (file: string, rule: string, says: string, operation: DescribedOperation, changes: Partial<Example>) => void;

function addOperation(each: DescribedOperation, security: Security, add: Add): void {
  const { operation, body, query } = each;
  const { name, effect } = operation;
  const request = requestOf(each, security);
  add(name, name, 'a valid request', each, {});
  if (query?.invalid)
    add(`${name}-query`, `${name}-query`, 'a wrong parameter', each, {
      request: requestOf({ ...each, query: { ...query, valid: query.invalid } }, security),
    });
  if (body?.invalid)
    add(`${name}-body`, `${name}-body`, 'a wrong body', each, { request: { ...request, body: body.invalid } });
  if (effect?.param !== undefined)
    add(`${name}-not-found`, `${name}-not-found`, 'an id that nobody has', each, {
      request: { ...request, path: request.path.replace(recordId, 'nobody') },
    });
}

/** A valid request. */
function requestOf(
  { operation, body, query, params }: DescribedOperation,
  { secrets, credentials }: Security,
): ExampleRequest {
  const path = operation.path
    .replaceAll(
      /(?<!\\):(?:"((?:[^"\\]|\\.)+)"|([\p{ID_Continue}$]+))/gu,
      (_all, quoted: string | undefined, plain: string | undefined) => {
        const name = (quoted ?? plain ?? '').replaceAll('\\', '');
        return encodeURIComponent(operation.effect?.param === name ? recordId : (params[name] ?? 'example'));
      },
    )
    .replaceAll(/\\(.)/g, '$1');
  const keys = operation.needsKey
    ? secrets.flatMap((place) => (place.in === 'query' ? [[place.name, credentials[place.role] ?? '']] : []))
    : [];
  const sent = printQuery({ ...(query?.valid as JsonObject | undefined), ...Object.fromEntries(keys) });
  const headers = {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(operation.needsKey &&
      Object.fromEntries(
        secrets.flatMap((place) =>
          place.in === 'header' ? [[place.name, spelled(place.name, place.role, credentials)]] : [],
        ),
      )),
  };
  return {
    method: operation.method,
    path: path + (sent && `?${sent}`),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(body && { body: body.valid }),
  };
}

function spelled(header: string, role: string, credentials: Security['credentials']): string {
  const value = credentials[role] ?? '';
  return header === 'authorization' ? `${role === 'password' ? 'Basic' : 'Bearer'} ${value}` : value;
}

function withoutBody({ body: _body, ...request }: ExampleRequest): ExampleRequest {
  return request;
}

function withoutKey(
  { headers = {}, path, ...request }: ExampleRequest,
  { secrets, credentials }: Security,
): ExampleRequest {
  const names = secrets.flatMap((place) => (place.in === 'header' ? [place.name] : []));
  const kept = Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase()));
  const values = Object.values(credentials).map(encodeURIComponent);
  const bare = values.reduce((text, value) => text.replace(`=${value}`, '=wrong'), path);
  return { ...request, path: bare, ...(kept.length > 0 && { headers: Object.fromEntries(kept) }) };
}

/** The record that an address names; every operation whose address has parameters is shown with what is stored. */
function givenOf(
  { operation: { effect }, params }: DescribedOperation,
  resources: readonly string[],
): Example['given'] {
  if (Object.keys(params).length === 0) return undefined;
  const records = (resource: string) =>
    effect?.param !== undefined && effect.resource === resource ? [{ id: recordId, sent: {} }] : [];
  return { state: Object.fromEntries(resources.map((resource) => [resource, records(resource)])) };
}
