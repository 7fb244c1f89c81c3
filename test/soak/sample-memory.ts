/** Loaded into the server's process before its own code: tells its parent what it holds, whenever it is asked. */
export interface Sample {
  /** After a garbage collection, in bytes. */
  readonly heap: number;
  readonly rss: number;
  /** Held by the heap, but not in it: buffers and the like. */
  readonly external: number;
  /** What keeps the process busy, by kind, such as `TCPSocketWrap`. */
  readonly resources: Readonly<Record<string, number>>;
}

process.on('message', (question) => {
  if (question !== 'sample') return;
  globalThis.gc?.();
  const { heapUsed: heap, rss, external } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  process.send?.({ heap, rss, external, resources } satisfies Sample);
});
// The server ends when it wants to, whoever may still ask.
process.channel?.unref();
