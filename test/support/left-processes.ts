import { afterAll, expect, vi } from 'vitest';

/** Child processes of this one that still run. */
function leftProcesses(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

// Node hears of an end a moment later than the test that waited for the last output.
afterAll(async () => {
  const advice =
    'A test of this file left a process. Start it with "await using", so that it ends when the test fails, too.';
  await vi.waitFor(() => expect(leftProcesses(), advice).toBe(0), { timeout: 5_000 });
});
