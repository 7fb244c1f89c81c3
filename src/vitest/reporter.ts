import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reporter, Vitest } from 'vitest/node';
import { added } from '../rule-coverage/coverage.ts';
import { clearCoverages, readCoverages } from '../rule-coverage/coverage-folder.ts';
import { coverageLines, tooLittle } from '../rule-coverage/coverage-lines.ts';
import { coverageVariable } from '../rule-coverage/rule-counts.ts';

/** What the reporter prints, and when it fails a run. */
export interface CoverageReporterOptions {
  /** Whether refusals that no test provoked are listed. */
  readonly unmetRefusals?: boolean;
  /** Percent of the rules of each provider that was asked; a run that meets fewer fails. */
  readonly min?: number;
}

/**
 * Prints which rules of the mocks the tests of a run met, over all its workers, whatever servers they start:
 * `reporters: ['default', ['api-understudy/vitest/reporter', { unmetRefusals: true }]]`. Throws a TypeError for an option that
 * cannot be used.
 */
export default class CoverageReporter implements Reporter {
  readonly #options: CoverageReporterOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'understudy-coverage-'));
  #vitest: Vitest | undefined;

  constructor(options: CoverageReporterOptions = {}) {
    const { min = 0 } = options;
    if (!(min >= 0 && min <= 100))
      throw new TypeError(`Cannot ask for ${min} percent of the rules. Give \`min\` a number from 0 to 100.`);
    this.#options = options;
    // Workers have the environment of the process that starts them.
    process.env[coverageVariable] = this.#folder;
    process.once('exit', () => rmSync(this.#folder, { recursive: true, force: true }));
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** In watch mode each run is one of its own. */
  onTestRunStart(): void {
    clearCoverages(this.#folder);
  }

  onTestRunEnd(): void {
    const coverages = added(readCoverages(this.#folder));
    const { unmetRefusals = false, min = 0 } = this.#options;
    const log = (line: string) => this.#vitest?.logger.log(line);
    log('Understudy, met by this run:');
    for (const line of coverageLines(coverages, { unmetRefusals })) log(`  ${line}`);
    if (coverages.length === 0) log('  No mock was asked anything.');
    if (min === 0) return;
    const complaints = tooLittle(coverages, min);
    for (const complaint of complaints) this.#vitest?.logger.error(complaint);
    if (complaints.length > 0) process.exitCode = 1;
  }
}
