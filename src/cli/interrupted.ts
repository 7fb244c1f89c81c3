const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const outputs = [process.stdout, process.stderr] as const;

/** How often it is looked whether npm is still there, in milliseconds. */
const lookMs = 500;

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
  const parent = watchParent(stop);
  for (const output of outputs) output.on('error', stop);
  const release = () => {
    ignoreSignals();
    clearInterval(parent);
    for (const output of outputs) output.off('error', stop);
  };
  return { signal: controller.signal, release };
}

/**
 * npm starts scripts in a shell, and a signal that npm gets ends that shell and not what runs in it: `npm start &` and `kill`
 * would leave the server behind. It has another parent then.
 */
function watchParent(stop: () => void): NodeJS.Timeout | undefined {
  if (!isThisCommandAlone(process.env.npm_lifecycle_script)) return undefined;
  const { ppid } = process;
  return setInterval(() => {
    if (process.ppid !== ppid) stop();
  }, lookMs).unref();
}

/** A script that does more may well leave a server behind on purpose: `understudy start & wait-on ...`. */
export function isThisCommandAlone(script: string | undefined): boolean {
  return /^(?:node \S+main\.\w+|(?:npx )?(?:api-)?understudy)(?: [^&|;\n]*)?$/.test(script?.trim() ?? '');
}
