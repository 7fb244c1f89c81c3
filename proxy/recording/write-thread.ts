import { parentPort, workerData } from 'node:worker_threads';
import type { Order, Settled } from './file-writer.ts';
import { NewFiles } from './new-files.ts';

/** The thread that writes recordings: what answers requests never waits for the disk. Started by a FileWriter. */
const files = new NewFiles(String(workerData));

parentPort?.on('message', (orders: readonly Order[]) => {
  const problems = files.writeAll(orders);
  const settled = orders.map(({ id }, index): Settled => {
    const problem = problems[index]?.message;
    return { id, ...(problem !== undefined && { problem }) };
  });
  parentPort?.postMessage(settled);
});
