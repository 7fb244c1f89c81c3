import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject, pointerSegment } from '../../kit/protocols/json.ts';
import type { ApiOperation } from '../described/api.ts';
import { matchablePath, paramsOf, withoutLastSlash } from './paths.ts';
import { effectOf } from './read-effects.ts';
import { type ReadReply, type ReplyReading, readReplies } from './read-replies.ts';
import { type ReadInput, readBody, readQueryParameters } from './read-requests.ts';
import type { Security } from './read-security.ts';
import { refusal, withAssumed } from './refusals.ts';

/** An operation with what its rules and examples are made of. */
export interface DescribedOperation {
  readonly operation: ApiOperation;
  /** Its place in the description: `#/paths/~1books/post`. */
  readonly place: string;
  /** The member of `responses` that is its success. */
  readonly successKey: string | undefined;
  readonly body: ReadInput | undefined;
  readonly query: ReadInput | undefined;
  /** An example of each path parameter. */
  readonly params: Readonly<Record<string, string>>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

interface Found {
  readonly method: string;
  /** With a last slash, if it has one. */
  readonly path: string;
  readonly place: string;
  readonly name: string;
  readonly source: JsonObject;
  readonly parameters: readonly JsonObject[];
  readonly replies: readonly ReadReply[];
}

/** Reads all operations. Of several that fit one request the one with fewer parameters in its path comes first. */
export function readOperations(
  paths: JsonObject,
  prefix: string,
  security: Security,
  reading: ReplyReading,
): DescribedOperation[] {
  const found = findAll(paths, reading);
  const addressed = found.map(({ method, path, replies }) => ({
    method,
    path: withoutLastSlash(path),
    reply: successOf(replies)?.schema,
  }));
  const all = found.map((each, index) => {
    const address = addressed[index];
    return describeOperation(each, address && effectOf(address, addressed), prefix, security, reading);
  });
  const paramsIn = ({ operation }: DescribedOperation) => operation.path.split(':').length;
  return all.sort((one, other) => paramsIn(one) - paramsIn(other));
}

function findAll(paths: JsonObject, reading: ReplyReading): Found[] {
  const { references } = reading;
  const names = new Set<string>();
  return Object.entries(paths).flatMap(([path, value]) => {
    const item = references.object(value);
    return methods
      .filter((method) => isJsonObject(item[method]))
      .map((method): Found => {
        const source = references.object(item[method]);
        const name = freeName(nameOf(source, method, path), names);
        const parameters = [item.parameters, source.parameters].flat().map((each) => references.object(each));
        const place = `#/paths/${pointerSegment(path)}/${method}`;
        return {
          method,
          path,
          place,
          name,
          source,
          parameters,
          replies: readReplies(name, references.object(source.responses), reading),
        };
      });
  });
}

/** In kebab case: its `operationId`, or its method and path. */
function nameOf({ operationId }: JsonObject, method: string, path: string): string {
  const text = typeof operationId === 'string' && operationId !== '' ? operationId : `${method} ${path}`;
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return words.replaceAll(/^-|-$/g, '').slice(0, 80) || method;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

function successOf(replies: readonly ReadReply[]): ReadReply | undefined {
  return replies.find(({ reply }) => reply.status >= 200 && reply.status < 300);
}

function describeOperation(
  found: Found,
  effect: ApiOperation['effect'],
  prefix: string,
  security: Security,
  reading: ReplyReading,
): DescribedOperation {
  const { name, method, path, place, source, parameters, replies } = found;
  const success = successOf(replies);
  const body = readBody(name, ruleOf(reading, name, 'body'), source.requestBody, reading);
  const query = readQueryParameters(name, ruleOf(reading, name, 'query'), parameters, reading);
  const { summary } = source;
  const operation: ApiOperation = {
    name,
    summary: typeof summary === 'string' && summary !== '' ? summary : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path: prefix + matchablePath(path),
    needsKey: security.needsKey(source),
    ...(body && { request: body.schema, sample: body.valid }),
    ...(query && { query: query.schema }),
    replies: [
      success?.description ?? { status: 200, description: 'Done' },
      ...replies.filter((each) => each !== success).map(({ description }) => description),
    ],
    success: success?.reply ?? { status: 200 },
    refusals: {
      key: refusal(replies, [401, 403]),
      body: refusal(replies, [422, 400]),
      query: refusal(replies, [400, 422]),
      notFound: refusal(replies, [404, 400, 422]),
    },
    ...(effect && { effect }),
  };
  return {
    operation: withAssumed(operation),
    place,
    successKey: success?.key,
    body,
    query,
    params: paramsOf(path, parameters, reading.references),
  };
}

function ruleOf({ files }: ReplyReading, operation: string, part: 'body' | 'query'): string {
  return `${files.provider}/${operation}-${part}`;
}
