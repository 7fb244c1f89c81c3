import { leeloo } from '../../mocks/leeloo/provider.ts';
import { RuleCounts } from '../../src/rule-coverage/rule-counts.ts';

/** Enough that the clock of the process tells them apart. */
const exchanges = 2_000_000;

/** The processor time, in microseconds, of counting which rules one reply to a create met. */
export function countingMicros(): number {
  const counts = new RuleCounts();
  // A create of an account meets two: that it is made, and the name that it gets.
  const exchange = { provider: leeloo, source: 'mock' as const, rules: ['leeloo/created', 'leeloo/name-default'] };
  const before = process.cpuUsage();
  for (let index = 0; index < exchanges; index += 1) counts.note(exchange);
  const { user, system } = process.cpuUsage(before);
  if (counts.of('leeloo').requests !== exchanges)
    throw new Error('Cannot tell what counting takes: not all were counted.');
  return (user + system) / exchanges;
}
