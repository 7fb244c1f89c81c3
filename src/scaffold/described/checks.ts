import { type Answer, type Check, readJsonObject, readQuery, SchemaSet } from 'api-understudy/provider';
import { type ApiOperation, api, folder } from './api.ts';
import { refuse } from './errors.ts';
import { type ApiCall, recordsOf, type Stores } from './state.ts';

/** Formats are judged as loosely as most servers do; write stricter ones where you know better. */
export const schemas = new SchemaSet(api.name, new URL('schemas/', folder), {
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
});

/** The checks of an operation, in the order in which most servers have them. */
export function checksOf(operation: ApiOperation): Check<Stores>[] {
  const { name, refusals, request, query, effect } = operation;
  const checkKey = (call: ApiCall): Answer | undefined =>
    hasKey(call) ? undefined : refuse('credentials', refusals.key);
  const checkQuery = (call: ApiCall): Answer | undefined => {
    const violations = readQuery(call, schemas);
    return violations.length > 0 ? refuse(`${name}-query`, refusals.query, violations) : undefined;
  };
  const readBody = (call: ApiCall): Answer | undefined => {
    call.input = readJsonObject(call.request);
    return call.input === undefined ? refuse('broken-json', refusals.body) : undefined;
  };
  const checkBody = ({ input }: ApiCall): Answer | undefined => {
    const violations = request === undefined ? [] : schemas.violations(request, input);
    return violations.length > 0 ? refuse(`${name}-body`, refusals.body, violations) : undefined;
  };
  const checkFound = ({ params, world }: ApiCall): Answer | undefined => {
    const id = params[effect?.param ?? ''] ?? '';
    return effect && !recordsOf(world.stores, effect.resource).get(id)
      ? refuse(`${name}-not-found`, refusals.notFound)
      : undefined;
  };
  return [
    ...(operation.needsKey ? [checkKey] : []),
    ...(query === undefined ? [] : [checkQuery]),
    ...(request === undefined ? [] : [readBody, checkBody]),
    ...(effect?.param === undefined ? [] : [checkFound]),
  ];
}

/** Whether one of the API's credentials is there, and right. */
function hasKey({ request }: ApiCall): boolean {
  return api.secrets.some((place) => {
    const expected = api.credentials[place.role];
    if (place.in === 'query') return new URLSearchParams(request.query).get(place.name) === expected;
    if (place.in !== 'header') return false;
    const sent = String(request.headers[place.name] ?? '');
    return sent.replace(/^(?:bearer|basic) +/i, '') === expected;
  });
}
