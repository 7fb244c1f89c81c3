import { describe, expect, test } from 'vitest';
import { runExample } from '../../src/app/run-example.ts';
import { drawnMark, readExamples } from '../../src/kit/example.ts';
import { providers } from '../support/providers.ts';

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test.each([...readExamples(provider)])('%s', async (_file, example) => {
    const { reply, state, entry } = await runExample(provider, example);
    const { status, headers, body, text } = example.reply;
    const isFilled = !JSON.stringify(example).includes(drawnMark);
    expect(isFilled, `${drawnMark} stands in it. Run npm run examples:fill.`).toBe(true);
    const expected = text ?? (body === undefined ? undefined : JSON.stringify(body));
    expect({ status: reply.status, body: reply.body }).toEqual({ status, body: expected });
    if (headers) expect(reply.headers).toMatchObject(headers);
    if (example.then) expect(state).toEqual(example.then);
    expect(entry.operation).toBe(example.operation);
    expect(entry.rules).toEqual(example.rules);
    if (example.journal) expect(entry).toMatchObject(example.journal);
  });
});
