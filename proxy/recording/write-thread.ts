import { parentPort, workerData } from 'node:worker_threads';
import { type NewFile, NewFiles } from './new-files.ts';

/** The thread that writes recordings: what answers requests never waits for the disk. Started by a FileWriter. */
const writer = new NewFiles(String(workerData));

parentPort?.on('message', (files: readonly NewFile[]) => parentPort?.postMessage(writer.writeAll(files)));
