import { readdirSync, readFileSync } from 'node:fs';

/** What the processes of a group have used so far. */
export interface GroupUsage {
  /** Processor time of all of them, children that ended included, in milliseconds. */
  readonly cpuMs: number;
  /** The most memory that each has had resident, added up. */
  readonly peakBytes: number;
}

/** Linux tells times in hundredths of a second, whatever its own clock does (USER_HZ). */
const msPerTick = 10;

/** Reads the processor time and the memory of a process group from Linux's /proc. */
export function groupUsage(group: number): GroupUsage {
  let [cpuMs, peakBytes] = [0, 0];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(readProc(entry, 'stat'));
    if (stat?.group !== group) continue;
    cpuMs += stat.cpuMs;
    peakBytes += readPeak(readProc(entry, 'status'));
  }
  return { cpuMs, peakBytes };
}

/** The group and the processor time in a `/proc/<pid>/stat` (proc_pid_stat(5)); undefined for a process that is gone. */
export function readStat(text: string): { group: number; cpuMs: number } | undefined {
  // The program's name stands in parentheses and may hold anything, parentheses too.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const group = Number(fields[2]);
  if (text === '' || Number.isNaN(group)) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { group, cpuMs: ticks * msPerTick };
}

/** The peak of the resident memory in a `/proc/<pid>/status`, in bytes. */
export function readPeak(text: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended since the folder was listed.
    return '';
  }
}
