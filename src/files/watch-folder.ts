import { type FSWatcher, watch } from 'node:fs';

/** Editors write a file in several steps, and tools several files. */
const settleMs = 100;

/** What a watched folder is told. */
export interface FolderWatch {
  /** Files below the folder have changed, and nothing more since a moment ago; their paths from it, as far as they are known. */
  changed(files: readonly string[]): void;
  /** The folder cannot be watched, or no longer. */
  failed(error: Error): void;
}

/** Watches a folder with all that is below it, until it is closed. Throws nothing: what goes wrong is told. */
export function watchFolder(folder: string, { changed, failed }: FolderWatch): Disposable {
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    const told = [...files];
    files.clear();
    changed(told);
  };
  const note = (_event: string, file: string | null) => {
    if (file !== null) files.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, settleMs).unref();
  };
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { recursive: true }, note).on('error', failed);
    watcher.unref();
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
