/**
 * `JSON.parse` with the text of each number, and `JSON.rawJSON`: both in Node since 22, which TypeScript does not know yet.
 * For the two who must not lose a digit of a number: ids of calls that come back as they came, and requests that are compared.
 */
interface JsonWithSource {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
}

export const jsonWithSource: JsonWithSource = Object(JSON);
