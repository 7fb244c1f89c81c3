import { getHeapSpaceStatistics } from 'node:v8';
import { startUnderstudy } from '../../src/app/understudy.ts';

/**
 * A process that proxies Leeloo's requests: `node --expose-gc proxy-server.ts UPSTREAM`, forked. It tells where it listens,
 * then, whenever it is asked, how many bytes are among the old objects once the young ones were looked through.
 */
const [leeloo = ''] = process.argv.slice(2);
const { url } = await startUnderstudy({ upstreams: { leeloo }, modes: { leeloo: 'proxy' }, env: {} });

const { gc } = globalThis;
if (!gc) throw new Error('Cannot look through young objects: start with --expose-gc.');

process.on('message', () => {
  // What is still in use at the second time is moved to the old ones.
  for (let time = 0; time < 3; time += 1) gc({ type: 'minor' });
  const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space');
  process.send?.(old?.space_used_size);
});
process.on('disconnect', () => process.exit());
process.send?.(url);
