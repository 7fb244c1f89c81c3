/** What the system says when a reader has gone, such as `head` in `understudy rules | head`: that is no mistake. */
const readerIsGone = ['EPIPE', 'EIO', 'ECONNRESET'];

/**
 * Lets a command go on to its end, and to its own exit code, when its output is no longer taken: what it does beside
 * printing counts. What is lost for another reason, such as a full disk, makes the exit code 1.
 */
export function surviveOutput(): void {
  let isLost = false;
  const note = ({ code = '' }: NodeJS.ErrnoException) => {
    if (readerIsGone.includes(code) || isLost) return;
    isLost = true;
    process.stderr.write(`Cannot print everything: the system says ${code || 'no'}. Make room, or print elsewhere.\n`);
  };
  process.stdout.on('error', note);
  process.stderr.on('error', note);
  process.on('exit', (code) => {
    if (isLost && code === 0) process.exitCode = 1;
  });
}
