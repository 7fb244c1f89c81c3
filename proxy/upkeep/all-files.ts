import { join } from 'node:path';
import { codeOf } from '../../src/files/code-of.ts';
import { OddFileError, readRegularFile } from '../../src/files/read-regular-file.ts';
import { schemaCopy, schemaText } from '../recording-format/schema-copy.ts';
import { walkFolder } from '../recording-format/walk-folder.ts';

/** Larger files are no recordings, in bytes. */
const maxFileBytes = 128 * 1_048_576;

/** What stands in a folder. */
export interface AllFiles {
  /** Relative to the folder and with slashes, hidden ones too. */
  readonly files: readonly string[];
  /** What cannot be listed or read, and why; links, pipes and devices hold nothing of their own, and are not in it. */
  readonly unread: readonly Unread[];
}

/** Something that nobody looked into. */
export interface Unread {
  readonly file: string;
  /** As in "it is over 5 bytes". */
  readonly found: string;
}

/** Every file below a folder; symbolic links are not followed. */
export async function allFiles(folder: string): Promise<AllFiles> {
  const { files, odd } = await walkFolder(folder, '');
  const unread = odd.filter(({ kind }) => kind === 'unreadable');
  // The schema is ours as long as nobody has changed it.
  const isSchema = (file: string) => file === schemaCopy && textOfFile(folder, file) === schemaText();
  const others = files.filter((file) => !isSchema(file));
  return { files: others, unread: unread.map(({ path, found }) => ({ file: path, found })) };
}

/** The text of a file, or why it is not read. */
export function textOfFile(folder: string, file: string): string | Unread {
  try {
    return readRegularFile(join(folder, file), maxFileBytes).toString();
  } catch (error) {
    return { file, found: error instanceof OddFileError ? error.message : `it cannot be read (${codeOf(error)})` };
  }
}
