import { expect, test } from 'vitest';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import { changedInReplay, startEcho } from './echo.ts';
import { jsonCases } from './json-cases.ts';
import '../../src/provider-tests/to-be-none.ts';

// One that is REST and one that is JSON-RPC, whose replies get the ids that are asked with.
test.each([
  ['leeloo', 'create-email-account'],
  ['getresponse', 'ping'],
] as const)('%s: every case replays to the byte, as a request and as a reply', async (name, operation) => {
  await using echo = await startEcho();
  const { method, path, headers } = validCall(mocks[name], operation);
  const played = await echo.play(
    name,
    jsonCases.map(({ body }) => ({ method, path, headers, body })),
  );
  expect(played.map(({ recorded }, index) => jsonCases[index]?.body.equals(recorded.bytes))).not.toContain(false);
  expect(changedInReplay(played)).toBeNone('What was recorded must replay to the byte: see proxy/matching/.');
  expect(echo.complaints).toEqual([]);
});
