import type { ClientAccess } from '../reach/client-access.ts';
import { preload, runVariables } from '../reach/run-variables.ts';
import { type Shell, shells } from '../reach/shells.ts';
import { adminClient } from '../remote/admin-client.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { readEnv } from './dot-env.ts';
import { UsageError } from './usage-error.ts';

interface EnvFlags {
  readonly url: string;
  readonly shell: Shell;
  readonly session?: string;
}

/** Prints the variables that make common clients call a running server under the real addresses. */
export async function printEnv({ url, shell, session }: EnvFlags): Promise<void> {
  const access = await accessTo(url);
  const { port, hostname } = portOf(url);
  if (!access.password || !access.trust) {
    throw new UsageError(
      `Cannot make variables for the server at ${url}: it does not listen on the loopback of this machine. Use "ca export", and point clients at ${hostname} by a hosts entry.`,
    );
  }
  const { password, trust, hosts } = access;
  // What Node's connections are led to is the port itself.
  const loaded = access.speaksTls ? { preload } : {};
  const set = runVariables({ port, password, hosts, trust, ...loaded, ...(session && { user: session }) }, process.env);
  const changed = Object.entries(set).filter(([name, value]) => value !== process.env[name]);
  for (const [name, value = ''] of changed) process.stdout.write(`${shells[shell](name, value)}\n`);
  if (!access.speaksTls) {
    process.stderr.write(
      'Node is led to it by a proxy it may not use: start the server with --https to catch all of Node.\n',
    );
  }
}

/** Prints the certificate that clients of a running server must trust. */
export async function exportAuthority({ url }: Pick<EnvFlags, 'url'>): Promise<void> {
  process.stdout.write((await accessTo(url)).certificate.replaceAll('\r', ''));
}

function portOf(url: string): { readonly port: number; readonly hostname: string } {
  const { port, hostname } = new URL(url);
  return { port: Number(port || 80), hostname };
}

async function accessTo(url: string): Promise<ClientAccess> {
  if (!URL.canParse(url)) throw new UsageError(`Cannot use the URL "${url}". Use one such as http://127.0.0.1:4010.`);
  const adminToken = readEnv().UNDERSTUDY_ADMIN_TOKEN;
  const found: Partial<ClientAccess> = await adminClient({
    url: url.replace(/\/$/, ''),
    session: 'default',
    adminToken,
  })('GET reach');
  const { certificate, hosts, speaksTls } = found;
  if (certificate !== undefined && hosts !== undefined && speaksTls !== undefined) {
    return { ...found, certificate, hosts, speaksTls };
  }
  throw new RemoteError(`Cannot read how the server at ${url} is reached: it is of another version. Update both.`);
}
