import type { Answer, Violation, Words } from '../../src/kit/answer.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import type { Operation, ProviderErrors } from '../../src/kit/provider.ts';
import type { World } from '../../src/kit/world/world.ts';
import { type RefusalRule, wording } from './error-table.ts';
import type { SensorproRule } from './generated/rules.ts';
import type { SensorproErrorMessage, SensorproSchemas } from './generated/schemas.ts';
import { result } from './result.ts';
import type { SensorproStores } from './stores.ts';

interface Refusal {
  readonly rule: RefusalRule;
  readonly status?: number;
  readonly violations?: readonly Violation<RefusalRule>[];
  /** The refused request as FailedRequests shows it, where the operation has that key. */
  readonly failed?: JsonObject;
}

/** Which operation refuses, if one was found, and where ids are drawn. */
interface Occasion {
  readonly operation?: Pick<Operation, 'name'> | undefined;
  readonly world: World;
}

/** An operation's own keys when nothing was done, in the order of its success. */
interface AtRest {
  readonly schema: keyof SensorproSchemas;
  readonly keys: JsonObject;
}

const withoutKeys: AtRest = { schema: 'refusal', keys: {} };
const atRest: Readonly<Record<string, AtRest>> = {
  'sign-in': { schema: 'sign-in-refusal', keys: { ExpiresIn: 0, APIEndpoint: '', Token: '' } },
  'add-sub-organization': { schema: 'add-sub-organization-refusal', keys: { APIKey: '', AddCount: 0 } },
  'add-update-user': { schema: 'add-update-user-refusal', keys: { UpdateCount: 0, AddCount: 0, FailedRequests: [] } },
};

/** A refusal: the operation's own keys at rest, and a Result with an error a violation. */
export function refuse(occasion: Occasion, refusal: Refusal): Answer<SensorproRule> {
  const { rule, status = 200, violations = [], failed } = refusal;
  return {
    rule,
    effects: failed ? ['sensorpro/failed-requests'] : [],
    violations,
    ...refusedWords(occasion, status, messages(refusal), failed),
  };
}

/** The only maker of Sensorpro's refused replies. */
function refusedWords(
  { operation, world }: Occasion,
  status: number,
  errorMessages: SensorproErrorMessage[],
  failed?: JsonObject,
): Words {
  const { schema, keys } = atRest[operation?.name ?? ''] ?? withoutKeys;
  const body = { ...keys, ...(failed && { FailedRequests: [failed] }), Result: result(world.random, errorMessages) };
  return { refused: true, status, schema, body };
}

/** One message for each text: several keywords of one field may break the same rule. */
function messages({ rule, violations = [] }: Refusal): SensorproErrorMessage[] {
  const all = violations.length > 0 ? violations : [{ rule, path: '' }];
  const byText = new Map(all.map(({ rule, path }) => wording(rule, pointerSegments(path)[0])));
  // Each call has one record, which is number 0 of its sequence.
  return [...byText].map(([Description, Code]) => ({ Sequence: 0, Description, Code }));
}

/** The mock's own codes and texts for a server that fails; no rule leads to them. */
const failed: SensorproErrorMessage = { Sequence: 0, Description: 'The service failed.', Code: 1900 };
const tooMany: SensorproErrorMessage = { Sequence: 0, Description: 'Too many requests.', Code: 1901 };

/** What the engine itself has to refuse. */
export const errors: ProviderErrors<SensorproStores, SensorproRule> = {
  unknownRoute: (_head, world) => refuse({ world }, { rule: 'sensorpro/unknown-route', status: 404 }),
  tooLarge: ({ operation }, world) => refuse({ operation, world }, { rule: 'sensorpro/too-large', status: 413 }),
  tooMuch: (call) => refuse(call, { rule: 'sensorpro/too-much', status: 507 }),
  failure: ({ status = 500, ...occasion }) => refusedWords(occasion, status, [status === 429 ? tooMany : failed]),
};
