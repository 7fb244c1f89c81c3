import { _, type Ajv2020, type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv/dist/2020.js';

/**
 * How many violations are collected of one request. ajv reports all errors or one; a list of a million wrong items would
 * give a million error objects, so the keywords that repeat over a list or an object stop here instead.
 */
export const maxViolations = 1_000;

// ajv's own name for the number of errors found so far, inside the functions that it generates.
const errorCount = new Name('errors');

/** Lets ajv's own loops over items and members end once enough errors are found. */
export function boundRepeatingKeywords(ajv: Ajv2020): void {
  for (const keyword of ['items', 'additionalProperties']) {
    const original = ajv.getKeyword(keyword);
    if (typeof original !== 'object' || !('code' in original))
      throw new Error(`Cannot bound ${keyword}: ajv has no such keyword.`);
    const bounded: CodeKeywordDefinition = {
      ...original,
      keyword,
      code: (context, ruleType) => withBoundedLoops(context, () => original.code(context, ruleType)),
    };
    ajv.removeKeyword(keyword);
    ajv.addKeyword(bounded);
  }
}

function withBoundedLoops({ gen }: KeywordCxt, generate: () => void): void {
  const { forRange, forIn } = gen;
  const stopWhenEnough = () => gen.if(_`${errorCount} >= ${maxViolations}`, () => gen.break());
  gen.forRange = (name, from, to, body, kind) =>
    forRange.call(gen, name, from, to, bounded(body, stopWhenEnough), kind);
  gen.forIn = (name, object, body, kind) => forIn.call(gen, name, object, bounded(body, stopWhenEnough), kind);
  generate();
  Object.assign(gen, { forRange, forIn });
}

function bounded(body: (name: Name) => void, stop: () => void): (name: Name) => void {
  return (name) => {
    body(name);
    stop();
  };
}
