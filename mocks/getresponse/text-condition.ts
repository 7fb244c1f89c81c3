import type { TextCondition } from './generated/schemas.ts';

type Operator = keyof TextCondition;

/** How each operator compares (public record: the provider's documentation, Operators). */
const holds: Readonly<Record<Operator, (text: string, operand: string) => boolean>> = {
  EQUALS: (text, operand) => text === operand,
  NOT_EQUALS: (text, operand) => text !== operand,
  CONTAINS: isLike,
  NOT_CONTAINS: (text, operand) => !isLike(text, operand),
};

const operators: readonly Operator[] = ['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'NOT_CONTAINS'];

/** Whether all operators of a condition hold for a text, without regard to case. */
export function fitsCondition(text: string, condition: TextCondition): boolean {
  return operators.every((operator) => {
    const operand = condition[operator];
    return operand === undefined || holds[operator](text.toLowerCase(), operand.toLowerCase());
  });
}

/**
 * Whether the whole text fits a pattern in which `%` stands for any characters and `_` for one. A regular expression
 * made of a caller's pattern could take for ever; this takes one step for each character of pattern and text.
 */
function isLike(text: string, pattern: string): boolean {
  // The numbers of characters of the text that the pattern, so far, may have used up.
  let used = new Set([0]);
  // A run of % means no more than one, but would cost as many steps.
  for (const sign of pattern.replaceAll(/%+/g, '%')) {
    used = sign === '%' ? onwards(Math.min(...used), text.length) : afterOne(used, text, sign);
    if (used.size === 0) return false;
  }
  return used.has(text.length);
}

function onwards(first: number, last: number): Set<number> {
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

function afterOne(used: ReadonlySet<number>, text: string, sign: string): Set<number> {
  const fits = (at: number) => at < text.length && (sign === '_' || text[at] === sign);
  return new Set([...used].filter(fits).map((at) => at + 1));
}
