import { type Command, Option } from 'commander';
import { shellNames } from '../reach/shells.ts';

const usualUrl = 'http://127.0.0.1:4010';

/** The commands for clients that call a running server under the providers' own hosts. */
export function addReach(program: Command): void {
  program
    .command('env')
    .description(
      'print variables that make clients call a running server under the real addresses: eval "$(understudy env)"',
    )
    .option('--url <url>', 'where the server is', usualUrl)
    .option('--session <id>', 'the session of what comes by the proxy')
    .addOption(
      new Option('--shell <shell>', 'for which shell')
        .choices(shellNames)
        .default(process.platform === 'win32' ? 'powershell' : 'sh'),
    )
    .action(async (flags) => (await import('./reach.ts')).printEnv(flags));
  program
    .command('ca')
    .description('the certificate authority of a running server')
    .command('export')
    .description('print its certificate, as PEM, such as for a container')
    .option('--url <url>', 'where the server is', usualUrl)
    .action(async (flags) => (await import('./reach.ts')).exportAuthority(flags));
}
