import type { Catalogue } from '../kit/catalogue.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import { printable } from '../logging/printable.ts';
import { isMode, type Mode, modeNames } from '../sessions/mode.ts';
import { findProvider } from './find.ts';
import { UsageError } from './usage-error.ts';

/** What `--mode` was given: `MODE` for all providers, `PROVIDER=MODE` for one; the later one counts. */
export function readModes(given: readonly string[], providers: Catalogue): Record<string, Mode> {
  const modes: Record<string, Mode> = {};
  for (const text of given) {
    const [name, mode] = text.includes('=') ? split(text) : [undefined, text];
    const checked = requireMode(mode);
    const chosen = name === undefined ? providers.identities : [findProvider(name, providers)];
    for (const provider of chosen) modes[provider.name] = checked;
  }
  return modes;
}

/** What `--upstream` was given: `PROVIDER=URL`. */
export function readUpstreams(given: readonly string[], providers: Catalogue): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      if (!text.includes('='))
        throw new UsageError(
          'Cannot set the upstream: --upstream takes PROVIDER=URL, such as leeloo=http://127.0.0.1:8080.',
        );
      const [name, url] = split(text);
      return [findProvider(name, providers).name, url];
    }),
  );
}

/** At the first equals sign: a URL may have more of them. */
function split(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function requireMode(mode: string): Mode {
  if (isMode(mode)) return mode;
  throw new UsageError(`Cannot set the mode "${printable(mode).slice(0, 80)}". ${suggestion(mode, modeNames)}`);
}
