import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** Where the figures come from: they mean little elsewhere, but their ratios travel. */
export function machine() {
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: `${processor?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    /** Processes that wanted to run in the minute before: what else the machine does costs the larger server more. */
    load: (loadavg()[0] ?? 0).toFixed(1),
  };
}

export type Machine = ReturnType<typeof machine>;
