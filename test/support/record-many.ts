import { mocks } from '../../mocks/index.ts';
import { createRecorder } from '../../proxy/recording/recorder.ts';
import { captured } from './upstream-exchange.ts';

/** A process that records: `node record-many.ts FOLDER COUNT NAME`; prints a line when it began, and one when all are kept. */
const [folder = '', count = '0', name = ''] = process.argv.slice(2);
const report = (line: string) => process.stderr.write(`${line}\n`);
const recorder = createRecorder({ folder, credentials: [], report });
for (let index = 0; index < Number(count); index += 1) {
  const body = { data: [{ email: `${name}${index}@x.example`, filler: 'x'.repeat(20_000) }] };
  recorder.record(
    captured({
      provider: mocks.leeloo,
      operation: 'create-email-account',
      path: '/api/v2/accounts/email',
      request: { body },
      reply: { body },
    }),
  );
  // As requests come: not all in one turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  if (index === 20) process.stdout.write('recording\n');
}
await recorder.flush();
process.stdout.write('done\n');
