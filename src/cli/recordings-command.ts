import type { Command } from 'commander';
import { defaults } from '../app/config.ts';
import { configFile, ownProviders, repeatable } from './options.ts';

/** The commands that look after recordings. */
export function addRecordings(program: Command): void {
  const recordings = program.command('recordings').description('look after recordings of the real APIs');
  const add = (name: string, description: string) =>
    recordings
      .command(name)
      .description(description)
      .option('--recordings <folder>', `the recordings folder (default: ${defaults.recordings})`)
      .addOption(ownProviders())
      .addOption(configFile())
      .option('--json', 'print one JSON object a line');
  const given = ['--secrets', 'read further secrets from standard input, one a line'] as const;
  add('list', 'show operation, time, status and age of each').action(async (flags) =>
    (await import('./recordings.ts')).listRecordings(flags),
  );
  add(
    'check',
    'check format, round trip and secrets of each; a reply that disagrees with a schema is a warning',
  ).action(async (flags) => (await import('./recordings.ts')).check(flags));
  add('scan', 'search all files for configured and given secrets, and for what looks like one')
    .option(...given)
    .action(async (flags) => (await import('./recordings.ts')).scan(flags));
  add('scrub', 'redact all files in place: older recordings, and what other tools left')
    .option(...given)
    .action(async (flags) => (await import('./recordings.ts')).scrub(flags));
  add('prune', 'delete recordings that are never played: recorded again since, or failed their check')
    .option('--dry-run', 'only list them')
    .action(async (flags) => (await import('./recordings.ts')).prune(flags));
  add('export-har', 'print all as an HTTP Archive (HAR 1.2)').action(async (flags) =>
    (await import('./recordings.ts')).exportHar(flags),
  );
  add('import-har', 'make recordings of an HTTP Archive (HAR 1.2) that a browser or another proxy wrote')
    .argument('<file>')
    .addOption(repeatable('--upstream <provider=url>', 'where a real API was', "the providers' own"))
    .option('--pseudonymise', 'put made-up names, addresses and phone numbers in the place of real ones')
    .option('--dry-run', 'write nothing; only list what would become of it')
    .option(...given)
    .action(async (file, flags) => (await import('./import-har.ts')).importArchive(file, flags));
}
