const signals = ['SIGINT', 'SIGTERM'] as const;

/** A signal that is aborted by the first SIGINT or SIGTERM; a second one ends the process at once, as usual. */
export function interrupted(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => {
    release();
    controller.abort();
  };
  const release = () => {
    for (const name of signals) process.off(name, stop);
  };
  for (const name of signals) process.on(name, stop);
  return { signal: controller.signal, release };
}
