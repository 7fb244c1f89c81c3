import { randomBytes } from 'node:crypto';
import { NewFiles } from '../../proxy/recording/new-files.ts';

/** Enough that the clock of the process tells them apart. */
const files = 500;
/** As long as a recording of Leeloo's create. */
const text = 'x'.repeat(1_177);

/**
 * The processor time, in microseconds, of writing one file as the recorder does and nothing else: what of a recording is
 * the file system's, on this machine and at this moment. It can change severalfold: ext4 passes over the places of files
 * that were deleted in the last minutes, one by one.
 */
export function fileMicros(folder: string): number {
  const writer = new NewFiles(folder);
  const names = Array.from({ length: files }, () => `files/alone/${randomBytes(12).toString('hex')}.json`);
  const before = process.cpuUsage();
  const problems = writer.writeAll(names.map((file) => ({ file, text })));
  const { user, system } = process.cpuUsage(before);
  const problem = problems.find((found) => found !== undefined);
  if (problem !== undefined) throw new Error(problem);
  return (user + system) / files;
}
