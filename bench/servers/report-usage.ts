/** What a server's process has used so far. */
export interface Usage {
  /** Processor time of all its threads, in milliseconds. */
  readonly cpuMs: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
}

/** Tells the parent where this process listens, then how much it has used whenever it asks. */
export function reportUsage(url: string): void {
  process.on('message', (question) => {
    if (question === 'collect') collectGarbage();
    process.send?.(usage());
  });
  // An orderly exit, so that --cpu-prof writes its file.
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Cannot collect garbage: the process was started without --expose-gc.');
  globalThis.gc();
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, heapBytes: heapUsed, rssBytes: rss };
}
