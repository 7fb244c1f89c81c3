import { type Command, Option } from 'commander';
import { defaults } from '../app/config.ts';
import { missPolicies } from '../server/settings.ts';
import { modeNames } from '../sessions/mode.ts';
import { configFile, corrections, ownProviders, repeatable, wholeNumber } from './options.ts';

/** A tebibyte, in MiB. */
const mostState = 1_048_576;

/** The command that runs the server. */
export function addStart(program: Command): void {
  const start = program.command('start').description('start the server and play all providers');
  addServer(start, '4010')
    .option('--watch', 'load providers of your own, and recordings, anew when their files change; sessions stay')
    .option('--json', 'print one JSON object a line')
    .action(async (flags) => (await import('./start.ts')).start(flags));
}

/** The command that runs another one, which calls the mocks under the providers' own addresses. */
export function addRun(program: Command): void {
  const run = program
    .command('run')
    .description('run a command whose calls to the real APIs are answered here, such as: run -- node app.js')
    .argument('<command>', 'the command, after --')
    .argument('[arguments...]')
    .option('--offline', 'refuse its tunnels to other hosts, and list what was asked for')
    .option('--json', 'print one JSON object a line, on standard error');
  addServer(run, 'a free one').action(async (command, args, flags) =>
    (await import('./run.ts')).run([command, ...args], flags),
  );
}

/** What every command that starts a server is told of it. */
function addServer(command: Command, port: string): Command {
  command
    .addOption(configFile())
    .option('--port <number>', `port to listen on; 0 takes a free one (default: ${port})`, wholeNumber(65_535))
    .option('--host <address>', 'address to listen on; beyond loopback an admin token is needed (default: 127.0.0.1)')
    .addOption(repeatable('--allowed-host <name>', 'a further Host name for the admin API', 'loopback names only'))
    .addOption(
      repeatable(
        '--cors <origin>',
        'web pages that may use mocks and recordings: their origin',
        'those of this machine',
      ),
    )
    .option('--https', "speak TLS on the port, too, as the providers' hosts")
    .option('--admin-token <token>', 'bearer token that the admin API demands; UNDERSTUDY_ADMIN_TOKEN does the same')
    .option(
      '--seed <number>',
      'seed of ids and keys: the same seed gives the same bytes (default: 1)',
      wholeNumber(Number.MAX_SAFE_INTEGER),
    )
    .option('--rate-limits', 'enforce the documented rate limits')
    .option(
      '--max-session-state <mib>',
      'memory for the stored records of one session (default: 512)',
      wholeNumber(mostState),
    )
    .option(
      '--max-state <mib>',
      'memory for those of all sessions (default: 1024, or half of the heap)',
      wholeNumber(mostState),
    )
    .option('--state <file>', "keep the default session's stored accounts and users in this file");
  return addModes(command)
    .option('--quiet', 'print no line for each request')
    .option('--verbose', 'print the bodies of requests and replies, too, without secrets');
}

/** Who answers, and what is recorded and played. */
function addModes(start: Command): Command {
  return start
    .addOption(ownProviders())
    .addOption(
      repeatable('--mode <mode>', `who answers: ${modeNames.join(', ')}; PROVIDER=MODE for one provider`, 'mock'),
    )
    .addOption(repeatable('--upstream <provider=url>', 'where a real API is', "the providers' own"))
    .option('--recordings <folder>', `where recordings are kept (default: ${defaults.recordings})`)
    .addOption(corrections())
    .addOption(
      new Option(
        '--on-miss <what>',
        `what answers a request that no recording fits (default: ${defaults.onMiss})`,
      ).choices(missPolicies),
    )
    .option('--rewrite-base-urls', 'let replies of real APIs lead here: addresses in headers and in JSON')
    .option('--repeat-last', 'the last recording of a request repeats once all were played')
    .option('--record', 'in the mode compare: keep what passes as recordings, too')
    .option('--pseudonymise', 'record made-up names, addresses and phone numbers in the place of real ones');
}

/** The command that shows what a running server was asked. */
export function addRequests(program: Command): void {
  program
    .command('requests')
    .description('show the requests of a running server, such as: requests --follow leeloo status:401')
    .argument(
      '[filter...]',
      'a provider, an operation, or one of provider:, operation:, status:, rule:, source:, method:, path:',
    )
    .option('--follow', 'go on with what comes, until Ctrl-C')
    .option('--url <url>', 'where the server is', 'http://127.0.0.1:4010')
    .option('--session <id>', 'the session', 'default')
    .option('--json', 'print one JSON object a line')
    .action(async (words, flags) => (await import('./requests.ts')).requests(words, flags));
}
