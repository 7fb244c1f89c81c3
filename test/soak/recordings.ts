import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedFiles } from '../support/recorded-files.ts';
import type { Canaries } from './canaries.ts';
import type { Violations } from './violations.ts';

/** Files that stay: setting the mode replay reads them all. */
const kept = 400;

/** The folder that the server records into. Every file is looked through, and older ones go, or it would grow for ever. */
export class Recordings implements AsyncDisposable {
  readonly folder: string;
  readonly #canaries: Canaries;
  readonly #violations: Violations;
  readonly #seen = new Set<string>();
  #scanned = 0;
  #aside = 0;

  private constructor(folder: string, canaries: Canaries, violations: Violations) {
    this.folder = folder;
    this.#canaries = canaries;
    this.#violations = violations;
  }

  static async create(canaries: Canaries, violations: Violations): Promise<Recordings> {
    return new Recordings(await mkdtemp(join(tmpdir(), 'understudy-soak-')), canaries, violations);
  }

  /** Files looked through so far, and how many of them were kept aside because they do not come out as they went in. */
  get counts(): { readonly scanned: number; readonly aside: number } {
    return { scanned: this.#scanned, aside: this.#aside };
  }

  /** Looks through new files, then takes all but the newest away. */
  async scan(): Promise<void> {
    const files = recordedFiles(this.folder).map((file) => join(this.folder, file));
    for (const file of files) if (!this.#seen.has(file)) await this.#read(file);
    if (files.length <= kept) return;
    const aged = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
    for (const { file } of aged.sort((one, other) => one.at - other.at).slice(0, -kept)) {
      this.#seen.delete(file);
      await rm(file);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #read(file: string): Promise<void> {
    this.#seen.add(file);
    this.#scanned += 1;
    const text = await readFile(file, 'utf8');
    const decoded = /"base64": "([^"]*)"/.exec(text)?.[1];
    const secret = this.#canaries.in(file + text + Buffer.from(decoded ?? '', 'base64').toString('latin1'));
    if (secret) this.#violations.add('secret', `The recording ${file} has ${secret}: ${text.slice(0, 2_000)}`);
    // Requests such as lists of keys by the dozen may not come out as they went in; it is only counted.
    if (file.includes('/aside/')) this.#aside += 1;
  }
}
