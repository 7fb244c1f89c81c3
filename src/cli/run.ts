import { randomBytes } from 'node:crypto';
import { printable } from '../logging/printable.ts';
import { runCommand } from '../reach/run-command.ts';
import { preload, runVariables } from '../reach/run-variables.ts';
import { readEnv } from './dot-env.ts';
import { ExitWith } from './exit-with.ts';
import { namedProviders } from './given-providers.ts';
import { openServer, playedAs } from './open-server.ts';
import { type StartFlags, startSettings } from './start-settings.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `run`. */
interface RunFlags extends StartFlags {
  readonly offline?: boolean;
}

/**
 * Runs a command beside a server of its own, which its calls to the providers' hosts come to. Standard output is the
 * command's; lines of the server go to standard error. Ends with the command's exit code.
 */
export async function run(command: readonly string[], { offline = false, ...flags }: RunFlags): Promise<void> {
  const played = await namedProviders(flags);
  // The port of a configuration is often taken: by a server for all.
  const settings = { ...startSettings(flags, played.configuration, readEnv()), port: flags.port ?? 0 };
  const refusedHosts = new Set<string>();
  const password = randomBytes(24).toString('base64url');
  const refused = (host: string) => void refusedHosts.add(host);
  const out = (text: string) => process.stderr.write(text);
  const tell = (line: string) => out(`understudy: ${printable(line)}\n`);
  const served = await openServer(settings, playedAs(settings, played), {
    out,
    run: { password, offline, refused },
  });
  const { identities } = played.providers;
  let code: number;
  try {
    const { hosts, trust } = await served.reach.access();
    if (!trust) throw new UsageError(`Cannot run a command beside a server on ${settings.host}: use --host 127.0.0.1.`);
    if (!settings.quiet) tell(`plays ${identities.length} providers at ${served.url}`);
    const env = runVariables({ port: served.port, password, hosts, trust, preload }, process.env);
    code = await runCommand(command, env, tell);
  } finally {
    await served.close();
  }
  if (refusedHosts.size > 0) tell(`refused, since the run is offline: ${[...refusedHosts].join(', ')}`);
  if (code !== 0) throw new ExitWith(code);
}
