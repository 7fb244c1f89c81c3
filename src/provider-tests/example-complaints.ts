import { isDeepStrictEqual } from 'node:util';
import { runExample } from '../app/run-example.ts';
import { drawnMark, type Example } from '../kit/example.ts';
import type { Provider } from '../kit/provider.ts';

/** What came of an example, and what it says should; equal when the mock does as it says. */
export interface ExampleResult {
  readonly expected: object;
  readonly found: object;
}

/** Carries an example out, and puts what it says beside what came. */
export async function compareExample(provider: Provider, example: Example): Promise<ExampleResult> {
  const { reply, state, entry } = await runExample(provider, example);
  const { status, body, text, headers = {} } = example.reply;
  const printed = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const received = Object.fromEntries(Object.keys(headers).map((name) => [name, reply.headers[name]]));
  return {
    expected: {
      status,
      headers,
      body: printed,
      operation: example.operation,
      rules: example.rules,
      ...(example.then && { state: example.then }),
    },
    found: {
      status: reply.status,
      headers: received,
      body: reply.body,
      operation: entry.operation,
      rules: entry.rules,
      ...(example.then && { state: picked(state, Object.keys(example.then)) }),
    },
  };
}

/** Members that an example says nothing of are no matter to it. */
function picked(state: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name)));
}

/** Marks that nobody has filled in, and members that the journal does not show as the example says. */
export async function exampleComplaints(provider: Provider, file: string, example: Example): Promise<string[]> {
  if (JSON.stringify(example).includes(drawnMark)) {
    const { reply, state } = await runExample(provider, example);
    const drawn = JSON.stringify({ headers: reply.headers, body: reply.body, state });
    return [`examples/${file}.json still has ${drawnMark} in it. Write what the mock drew in its place: ${drawn}`];
  }
  if (!example.journal) return [];
  const { entry } = await runExample(provider, example);
  return holds(entry, example.journal) ? [] : [`examples/${file}.json: the journal shows ${JSON.stringify(entry)}`];
}

/** Whether a value has at least what is wanted: objects may have further members. */
function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return isDeepStrictEqual(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  const members = new Map(Object.entries(value));
  return Object.entries(wanted).every(([name, member]) => holds(members.get(name), member));
}
