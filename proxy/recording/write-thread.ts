import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type NewFile, NewFiles } from './new-files.ts';

/** The thread that writes recordings: what answers requests never waits for the disk. Started by a FileWriter. */
const writer = new NewFiles(String(workerData));

// Only Linux gives each thread a priority of its own: elsewhere this would hold up the whole process.
if (process.platform === 'linux') letAnswersGoFirst();

parentPort?.on('message', (files: readonly NewFile[]) => parentPort?.postMessage(writer.writeAll(files)));

/** Where there is not enough processor time for both, recordings take a little longer instead of replies. */
function letAnswersGoFirst(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  try {
    // Who runs the server may have given all of it a lower one, which only an administrator may raise.
    if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);
  } catch {
    // A sandbox may forbid it; the files are written all the same.
  }
}
