import type { Violation } from '../../src/kit/answer.ts';
import type { JsonObject } from '../../src/kit/protocols/http.ts';
import { pointerSegments } from '../../src/kit/protocols/json.ts';
import { isRefusalRule, type RefusalRule } from './error-table.ts';
import { schemas } from './schemas.ts';

/** The two spellings of the repeated password: each call takes its own. */
type Confirmation = 'CnfPassword' | 'PasswordCnf';

/** Everything that is wrong with the fields of a call, in the order of the document, which is that of the schema. */
export function fieldViolations(
  schema: string,
  input: JsonObject,
  confirmation: Confirmation,
): Violation<RefusalRule>[] {
  const found = schemas.violations(schema, input).map(known);
  const order = Object.keys(schemas.read(schema).properties ?? {});
  const place = ({ path }: Violation) => order.indexOf(pointerSegments(path)[0] ?? '');
  return [...found, ...unconfirmed(input, confirmation, found)].sort((one, other) => place(one) - place(other));
}

/** No schema can say that two members are equal. A member that is required and absent breaks that rule only. */
function unconfirmed(
  input: JsonObject,
  confirmation: Confirmation,
  found: readonly Violation[],
): Violation<RefusalRule>[] {
  const path = `/${confirmation}`;
  const isMissing = found.some(
    ({ keyword, path: at }) => keyword === 'required' && (at === path || at === '/Password'),
  );
  if (isMissing || input.Password === input[confirmation]) return [];
  return [{ path, keyword: 'equal', rule: 'sensorpro/password-confirmed' }];
}

function known({ rule, ...violation }: Violation): Violation<RefusalRule> {
  if (isRefusalRule(rule)) return { ...violation, rule };
  throw new Error(`Cannot refuse by ${rule}: the error table has no such rule. Add its code and text.`);
}
