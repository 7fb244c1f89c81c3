import type { Reporter, TestModule } from 'vitest/node';

/** Says at the end which tests did not run here, and why: a skipped test proves nothing. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    // Only one that was asked for by its name leaves out the others without a word about them.
    const lines = modules.flatMap((module) => {
      return [...module.children.allTests('skipped')].flatMap((test) => {
        const result = test.result();
        const note = result.state === 'skipped' ? result.note : undefined;
        return note === undefined ? [] : [`Skipped: ${module.relativeModuleId} > ${test.fullName}: ${note}\n`];
      });
    });
    process.stdout.write(lines.join(''));
  }
}
