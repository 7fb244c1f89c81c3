import { runUser } from '../server/proxy-user.ts';
import { hostsVariable, portVariable } from './preload-variables.ts';
import type { TrustFiles } from './trust-files.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the command of a run finds its server. */
export interface RunServer {
  readonly port: number;
  readonly password: string;
  readonly hosts: readonly string[];
  readonly trust: TrustFiles;
  /** The file that Node loads first, where TLS is spoken on the port. */
  readonly preload?: URL;
  /** The user of the proxy, who names a session. */
  readonly user?: string;
}

/** TypeScript in the checkout, JavaScript in the package. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
export const preload = new URL(`preload.${ending}`, import.meta.url);

/**
 * The variables that make common clients call the server of a run. What was set stays, but for the proxy of https and the
 * hosts that none is used for: those could lead to a real API.
 */
export function runVariables(server: RunServer, env: Env): Env {
  const { port, password, hosts, trust, user = runUser } = server;
  const proxy = `http://${user}:${password}@127.0.0.1:${port}`;
  const direct = 'localhost,127.0.0.1,::1';
  const options = env.NODE_OPTIONS ? `${env.NODE_OPTIONS} ` : '';
  return {
    ...env,
    // Both spellings are in use, and a client that knows both takes either first.
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: direct,
    no_proxy: direct,
    ...(server.preload && { NODE_OPTIONS: `${options}--import ${server.preload.href}` }),
    NODE_EXTRA_CA_CERTS: trust.extra,
    SSL_CERT_FILE: trust.all,
    REQUESTS_CA_BUNDLE: trust.all,
    CURL_CA_BUNDLE: trust.all,
    // The empty first part is the folder that PHP was built with.
    PHP_INI_SCAN_DIR: `${env.PHP_INI_SCAN_DIR ?? ''}:${trust.phpSettings}`,
    [hostsVariable]: hosts.join(','),
    [portVariable]: String(port),
  };
}
