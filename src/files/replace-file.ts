import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Only its owner may read what is written here: it may hold keys and tokens. */
export const ownerOnly = 0o600;

/**
 * A name for a file that is not whole yet, beside the one that it becomes: no reader takes it for a recording. Short, because
 * folders take longer for long ones, so it may be taken: such a file is only opened when there is none.
 */
export function temporaryName(): string {
  return `.${randomBytes(4).toString('hex')}.tmp`;
}

/**
 * Puts a file in the place of what is there, whole or not at all: the old one stays until the new one is on the disk, and once
 * this returns, a power cut brings neither half of it back. The one way to do so; files that must never take another's place
 * are made by proxy/recording/new-files.ts.
 * @param fresh Where the new file gets ready, in the same folder. There must be none of that name.
 * @returns The new file's descriptor, open for writing.
 */
export function replaceFile(path: string, bytes: Buffer, fresh = join(dirname(path), temporaryName())): number {
  // Opened before, so that one that is somebody else's is not removed.
  const descriptor = openSync(fresh, 'wx', ownerOnly);
  try {
    writeWhole(descriptor, bytes, 0);
    fsyncSync(descriptor);
    renameSync(fresh, path);
  } catch (error) {
    closeSync(descriptor);
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
  return descriptor;
}

/** The same for a text that nothing is added to. */
export function replaceText(path: string, text: string): void {
  closeSync(replaceFile(path, Buffer.from(text)));
}

/** Writes all bytes: the system may take fewer of them at once. */
export function writeWhole(descriptor: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

/**
 * Keeps the rename across a power cut. A folder that cannot be opened or synced, as on Windows, may give the old file back
 * then, which is whole, too; to say that nothing was replaced would be wrong.
 */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // See above.
  }
}
