import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from '../at-exit.ts';
import { installedVersion, peersFolder, wantedVersions } from './packages.ts';

/** Installs what is measured against and what draws the plots, if it is not there yet; says why it could not. */
export async function installPeers(): Promise<string | undefined> {
  const missing = Object.entries(wantedVersions()).filter(([name, version]) => installedVersion(name) !== version);
  if (missing.length === 0) return undefined;
  console.log('Installing what is measured against, into bench/peers/node_modules: 310 MiB, once.\n');
  // Without install scripts: none of the packages needs one, and one of them only counts its users.
  const args = ['ci', '--prefix', peersFolder, '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1'];
  const npm = spawn('npm', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  using _guard = atExit(() => npm.kill());
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [outcome] = await Promise.race([once(npm, 'close'), once(npm, 'error')]).catch((error) => [error.message]);
  if (outcome === 0) return undefined;
  return `Cannot install what is measured against: npm ended with ${/npm error code (\S+)/.exec(said)?.[1] ?? outcome}. The rest runs without it; when the registry can be reached, run npm ci --prefix bench/peers --ignore-scripts.`;
}
