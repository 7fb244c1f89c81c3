import { test } from 'vitest';
import { mocks } from '../support/providers.ts';
import { proveAgainstItself } from './proving.ts';

test('leadconnector: against an API that is as the mock is, nothing drifts, and every user that was made is removed', async () => {
  await proveAgainstItself(mocks.leadconnector);
});
