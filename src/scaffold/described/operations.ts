import {
  type Answer,
  drawUnused,
  isJsonObject,
  type JsonObject,
  type Operation,
  type RestOperation,
  restOperations,
  schemaName,
} from 'api-understudy/provider';
import { type ApiOperation, api, type Effect } from './api.ts';
import { checksOf, schemas } from './checks.ts';
import { type ApiCall, recordsOf, type Stored, type Stores } from './state.ts';

const defineOperation = restOperations<Stores, unknown>();

/** The operations that the description has. Write what it cannot say by hand, and put it in the place of one of these. */
export const operations: readonly RestOperation[] = api.operations.map((operation) => {
  const { name, summary, method, path, request, query, replies } = operation;
  return defineOperation({
    name,
    summary,
    method,
    paths: [path],
    ...(request !== undefined && { request: schemaName<unknown>(request) }),
    ...(query !== undefined && { query: schemaName<unknown>(query) }),
    replies,
    checks: checksOf(operation),
    handle: (call) => handle(operation, call),
  }) satisfies Operation;
});

function handle(operation: ApiOperation, call: ApiCall): Answer {
  const { name, success, effect } = operation;
  const body = effect ? carryOut(operation, effect, call) : success.body;
  return { rule: `${api.name}/${name}`, refused: false, ...success, ...(body !== undefined && { body }) };
}

/** Does what the operation does with the records; gives the body of the reply. */
function carryOut(operation: ApiOperation, effect: Effect, { input, params, world }: ApiCall): unknown {
  const records = recordsOf(world.stores, effect.resource);
  const sent = keptOf(operation, isJsonObject(input) ? input : {});
  if (effect.kind === 'list') return shownList(operation, effect, records.values());
  if (effect.kind === 'create') {
    const id = drawUnused(
      () => world.random.alphanumeric(20),
      (drawn) => records.get(drawn) !== undefined,
    );
    const record = { id, sent };
    records.insert(record);
    return shown(operation, effect, record);
  }
  const record = records.get(params[effect.param ?? ''] ?? '');
  if (!record) throw new Error('The check that the record is there stands before whatever needs it.');
  if (effect.kind === 'delete') {
    records.remove(record);
    return operation.success.body;
  }
  if (effect.kind === 'find') return shown(operation, effect, record);
  const changed = { ...record, sent: { ...record.sent, ...sent } };
  records.replace(record, changed);
  return shown(operation, effect, changed);
}

/** What is kept of a body: members that its schema has, but no secrets. */
function keptOf({ request }: ApiOperation, sent: JsonObject): JsonObject {
  const { properties = {} } = request === undefined ? {} : schemas.read(request);
  const isKept = (name: string) => Object.hasOwn(properties, name) && !properties[name]?.['x-secret'];
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isKept(name)));
}

/** The reply of the description with a record in it. */
function shown({ success }: ApiOperation, { inside, id }: Effect, record: Stored): unknown {
  const around = success.body;
  if (!isJsonObject(around)) return around;
  const there = inside === undefined ? around : around[inside];
  const put = (value: JsonObject) => (inside === undefined ? value : { ...around, [inside]: value });
  const fits = (value: JsonObject) => accepts(success.schema, put(value));
  const body = filled(isJsonObject(there) ? there : {}, { ...record.sent, [id]: record.id }, fits);
  return fits(body) ? put(body) : around;
}

function shownList({ success }: ApiOperation, { inside, id }: Effect, records: readonly Stored[]): unknown {
  const around = success.body;
  const list = inside === undefined ? around : isJsonObject(around) ? around[inside] : undefined;
  const put = (items: unknown) =>
    inside === undefined || !isJsonObject(around) ? items : { ...around, [inside]: items };
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const fits = (item: JsonObject) => accepts(success.schema, put([item]));
  const items = records.map(({ id: own, sent }) =>
    filled(isJsonObject(first) ? first : {}, { ...sent, [id]: own }, fits),
  );
  return put(items.filter(fits));
}

/** An object with members of a record in it, without those with which it would no longer keep to its schema. */
function filled(base: JsonObject, members: JsonObject, fits: (value: JsonObject) => boolean): JsonObject {
  const whole = { ...base, ...members };
  if (fits(whole)) return whole;
  const body = { ...base };
  for (const [name, value] of Object.entries(members)) {
    if (fits({ ...body, [name]: value }) || !fits(body)) body[name] = value;
  }
  return body;
}

function accepts(schema: string | undefined, body: unknown): boolean {
  return schema === undefined || schemas.accepts(schema, body);
}
