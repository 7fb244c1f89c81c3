import { storedAccounts } from '../load/scripts.ts';
import type { BenchOptions } from '../options.ts';
import type { Measurement } from '../report/measurement.ts';
import { callAdmin } from '../servers/call-admin.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { curve, flatness, growthTable, roundsOf } from './growth.ts';
import { requestsPerRound, type Subject, takeTurns, warmUpOf } from './rounds.ts';

const sizes = [1, 100, 1_000, 10_000, 100_000];
const creates = 5_000;
const warmUp = 4;

/** Whether creating an account, and finding that it exists, cost more when there are many. */
export async function measureAccounts(options: BenchOptions): Promise<Measurement> {
  await using servers = new AsyncDisposableStack();
  const create: Subject[] = [];
  const duplicate: Subject[] = [];
  for (const stored of sizes) {
    const server = servers.use(await ServerProcess.start('understudy'));
    const fill = () => callAdmin(server.url, 'PUT', 'state/leeloo', storedAccounts(stored));
    await fill();
    duplicate.push({ server, script: 'repeatAccount', stored, rounds: [] });
    const subject: Subject = { server, script: 'createAccount', stored, count: creates, rounds: [] };
    // The garbage of so many old accounts would be collected at the cost of the requests; there, new ones hardly count.
    create.push(stored === sizes.at(-1) ? subject : { ...subject, prepare: fill });
  }
  await takeTurns(duplicate, roundsOf(options), warmUpOf(options, warmUp));
  await takeTurns(create, roundsOf(options), warmUpOf(options, warmUp), sizes.at(-1));
  return describe(create, duplicate);
}

function describe(creating: readonly Subject[], repeating: readonly Subject[]): Measurement {
  const [created, repeated] = [creating, repeating].map((subjects) =>
    subjects.map(({ stored, rounds }) => ({ size: stored, rounds })),
  );
  if (!created || !repeated) throw new Error('Cannot describe accounts: nothing was measured.');
  return {
    title: 'Accounts: 1 to 100,000',
    how: `Creates of new accounts (${creates} a round, after which the accounts are as before, but for the largest size, which grows by half) and of accounts that exist already (${requestsPerRound} a round), each size in a server of its own; ${creating[0]?.rounds.length} rounds in turn, medians.`,
    ...growthTable('accounts, creating', created),
    further: [growthTable('accounts, repeating', repeated)],
    goals: [flatness('accounts, a create', created), flatness('accounts, a duplicate', repeated)],
    plots: [
      {
        file: 'accounts.svg',
        title: 'Cost of a create against the accounts stored',
        x: 'accounts stored (logarithmic)',
        y: 'processor time (µs a request)',
        lines: [curve('new account', created), curve('account that exists', repeated)],
      },
    ],
    figures: { created, repeated },
  };
}
