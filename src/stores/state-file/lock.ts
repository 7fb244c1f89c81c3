import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StateFileError } from './state-file-error.ts';

const maxLockBytes = 1_024;

/** A file that one server has for itself. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock of a state file: a file beside it that names this process. One that was left behind by a process that is
 * gone is taken over. Throws a StateFileError while another server holds it.
 */
export function takeLock(path: string): Lock {
  const lockPath = `${path}.lock`;
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (created(lockPath, mine)) return { release: () => rmSync(lockPath, { force: true }) };
    removeAbandoned(path, lockPath);
  }
  throw inUse(path, lockPath, '');
}

function created(lockPath: string, text: string): boolean {
  try {
    writeFileSync(lockPath, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function removeAbandoned(path: string, lockPath: string): void {
  const text = textOf(lockPath);
  if (text === undefined) return;
  const holder = holderIn(text);
  if (!holder || isRunning(holder)) throw inUse(path, lockPath, holder ? ` (process ${holder.pid})` : '');
  // Two servers may find the same abandoned lock at once: a rename takes one file once, and a fresh lock is given back.
  const aside = `${lockPath}.${randomUUID()}`;
  try {
    renameSync(lockPath, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (textOf(aside) === text) rmSync(aside);
  else renameSync(aside, lockPath);
}

interface Holder {
  readonly pid: number;
  readonly started: string;
}

function holderIn(text: string): Holder | undefined {
  const found = /^\{"pid":(\d+),"started":"([^"]*)"\}$/.exec(text);
  return found ? { pid: Number(found[1]), started: found[2] ?? '' } : undefined;
}

/** A process of that number that began at another time is another process. */
function isRunning({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return startOf(pid) === started;
}

/** When a process began, where the system tells it (Linux, proc(5), field 22 of stat); else nothing, so that numbers decide. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`) ?? '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Nothing for what cannot be read, or is no file of ours: reading a pipe may never end. */
function textOf(path: string): string | undefined {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= maxLockBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function inUse(path: string, lockPath: string, holder: string): StateFileError {
  return new StateFileError(
    `Cannot keep the state in ${path}: another server${holder} uses it. Stop that one, or take another file; if none runs, delete ${lockPath}.`,
  );
}
