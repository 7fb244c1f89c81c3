import type { Replayer } from '../../proxy/matching/replay.ts';
import type { Recorder } from '../../proxy/recording/recorder.ts';
import type { Provider } from '../kit/provider.ts';
import { printable } from '../logging/printable.ts';
import type { Credential } from '../secrets/credential.ts';
import type { RecordingAccess } from '../server/context.ts';
import type { Config } from './config.ts';
import { ownSecrets } from './server-secrets.ts';

/** Unused recordings that are named one by one. */
const maxNamed = 100;

/** What is recorded and played; both are made, and their code is loaded, when somebody needs them. */
export class Recordings implements RecordingAccess {
  readonly #config: Config;
  readonly #credentials: readonly Credential[];
  #recorder: Promise<Recorder> | undefined;
  #replayer: Promise<Replayer> | undefined;
  #reloaded: Promise<void> | undefined;

  constructor(config: Config, credentials: readonly Credential[]) {
    this.#config = config;
    this.#credentials = credentials;
  }

  recorder(): Promise<Recorder> {
    this.#recorder ??= this.#makeRecorder();
    return this.#recorder;
  }

  async replayer(): Promise<Replayer> {
    await this.#reloaded;
    this.#replayer ??= this.#makeReplayer();
    return this.#replayer;
  }

  /** Has the provider's recordings read anew; what was never read will be at its first use. */
  reload(provider: Provider): void {
    this.#reloaded = this.#reload(provider).catch(() =>
      this.#report(`Cannot read the recordings of ${provider.name} anew. Set the mode again.`),
    );
  }

  /** Waits for what is still being written, and lists recordings that were loaded and never played. */
  async close(): Promise<void> {
    await (await this.#recorder)?.flush();
    const unused = (await (await this.#replayer)?.unused()) ?? [];
    const { logger } = this.#config;
    for (const file of unused.slice(0, maxNamed)) logger.info('recording never used', { file: printable(file) });
    if (unused.length > maxNamed) logger.info('more recordings never used', { count: unused.length - maxNamed });
  }

  async #reload(provider: Provider): Promise<void> {
    // What was recorded a moment ago counts.
    const recorder = await this.#recorder;
    await recorder?.flush();
    // Who has played it, and records again, wants the new one played.
    recorder?.beginRun();
    await (await this.#replayer)?.reload(provider);
  }

  async #makeRecorder(): Promise<Recorder> {
    const { recordings: folder, pseudonymise, seed } = this.#config;
    const [{ createRecorder }, { whatFails }] = await Promise.all([
      import('../../proxy/recording/recorder.ts'),
      import('../../proxy/matching/prove.ts'),
    ]);
    const pseudonymSeed = pseudonymise ? seed : undefined;
    const credentials = this.#credentials;
    const secrets = ownSecrets(this.#config);
    const [report, warn] = [this.#report, this.#report];
    return createRecorder({ folder, credentials, secrets, pseudonymSeed, prove: whatFails, report, warn });
  }

  async #makeReplayer(): Promise<Replayer> {
    const { recordings: folder, repeatLast, seed } = this.#config;
    const { createReplayer } = await import('../../proxy/matching/replayer.ts');
    return createReplayer({
      folder,
      credentials: this.#credentials,
      secrets: ownSecrets(this.#config),
      repeatLast,
      pseudonymSeed: seed,
      report: this.#report,
    });
  }

  readonly #report = (line: string): void => this.#config.logger.warn(printable(line));
}
