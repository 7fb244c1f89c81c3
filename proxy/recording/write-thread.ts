import { parentPort, workerData } from 'node:worker_threads';
import type { Order, Settled } from './file-writer.ts';
import { NewFiles } from './new-files.ts';

/** The thread that writes recordings: what answers requests never waits for the disk. Started by a FileWriter. */
const files = new NewFiles(String(workerData));

parentPort?.on('message', (orders: readonly Order[]) => parentPort?.postMessage(orders.map(settle)));

function settle({ id, file, text }: Order): Settled {
  try {
    files.write(file, text);
    return { id };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
