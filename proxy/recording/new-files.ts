import { type FileHandle, link, lstat, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, makeFolders, temporaryName, WriteError, writeProblem } from './write-file.ts';

/** Looks at what was read back: what is wrong, or nothing. */
export type Check = (readBack: string) => string | undefined;

/** Writes new files below a folder. Each folder is made, and looked at, when the first file is written into it. */
export class NewFiles {
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes a file that is there whole or not at all, and never in the place of another: under a name of its own first, then
   * linked to its name, which fails when there is one. Between the two it is read back and checked; what fails the check is
   * not kept. Resolves to what failed; rejects with a WriteError.
   */
  async write(file: string, text: string, check: Check = () => undefined): Promise<string | undefined> {
    const parts = file.split('/').slice(0, -1);
    try {
      const { path, handle } = await this.#openTemporary(parts);
      try {
        const failure = check(await writtenAndRead(handle, Buffer.from(text)));
        if (failure === undefined) await linkNew(path, join(this.#folder, file), text);
        return failure;
      } finally {
        await unlink(path).catch(ignoreMissing);
      }
    } catch (error) {
      if (error instanceof WriteError) throw error;
      throw new WriteError(`Cannot write the recording ${file}: ${writeProblem(error)}.`, { cause: error });
    }
  }

  async #openTemporary(parts: readonly string[]): Promise<{ path: string; handle: FileHandle }> {
    const name = parts.join('/');
    const path = join(this.#folder, ...parts, temporaryName());
    const openNew = async () => ({ path, handle: await open(path, 'wx+', 0o600) });
    if (this.#made.has(name)) {
      try {
        return await openNew();
      } catch (error) {
        // Somebody may have removed the folder, to record anew.
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    }
    await makeFolders(this.#folder, parts);
    this.#made.add(name);
    return openNew();
  }
}

/** Writes a new file and reads it to its end. */
async function writtenAndRead(handle: FileHandle, bytes: Buffer): Promise<string> {
  try {
    await handle.writeFile(bytes);
    const readBack = Buffer.alloc(bytes.length + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < readBack.length; length += read) {
      ({ bytesRead: read } = await handle.read(readBack, length, readBack.length - length, length));
    }
    return readBack.toString('utf8', 0, length);
  } finally {
    await handle.close();
  }
}

async function linkNew(from: string, to: string, text: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return renameNew(from, to, error);
    // Written twice is kept once; anything else under this name is somebody else's.
    if ((await lstat(to)).isFile() && (await readFile(to, 'utf8')) === text) return;
    throw new WriteError(`Cannot write the recording ${to}: another file has this name. Move it elsewhere.`);
  }
}

/** Some file systems have no links; the name is a digest of the content, so nothing else is expected under it. */
async function renameNew(from: string, to: string, cause: unknown): Promise<void> {
  if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(cause))) throw cause;
  const isFree = await lstat(to).then(
    () => false,
    (error) => codeOf(error) === 'ENOENT',
  );
  if (!isFree) throw cause;
  await rename(from, to);
}

/** A rename took it away already. */
function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
