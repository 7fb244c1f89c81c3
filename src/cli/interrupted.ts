const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const outputs = [process.stdout, process.stderr] as const;

/** Tells when a command is to end, and stops listening for that. */
export interface Interruption {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * A signal that is aborted by the first SIGINT, SIGTERM or SIGHUP (a terminal was closed), or when standard output or standard error takes no more: nobody
 * reads what would come. A second one ends the process at once, as usual.
 */
export function interrupted(): Interruption {
  const controller = new AbortController();
  const ignoreSignals = () => {
    for (const name of signals) process.off(name, stop);
  };
  const stop = () => {
    ignoreSignals();
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  for (const output of outputs) output.on('error', stop);
  const release = () => {
    ignoreSignals();
    for (const output of outputs) output.off('error', stop);
  };
  return { signal: controller.signal, release };
}
