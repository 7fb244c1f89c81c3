import { InvalidArgumentError, Option } from 'commander';

/** The file that says what flags would. */
export function configFile(): Option {
  return new Option('--config <file>', 'configuration file (default: the nearest understudy.config.ts, .js or .json)');
}

/** What recordings have shown of the mocks. */
export function corrections(): Option {
  return new Option('--corrections <folder>', 'corrections that the mocks use (default: corrections, if it is there)');
}

/** Providers beside those in the box. */
export function ownProviders(): Option {
  return repeatable(
    '--provider <module>',
    'a provider of your own: a file or a package (docs/plug-ins.md)',
    'those in the box',
  );
}

/** A flag that may be given more than once. */
export function repeatable(flags: string, description: string, ifNone: string): Option {
  return new Option(flags, `${description}; may be repeated`)
    .argParser((value, earlier: readonly string[]) => [...earlier, value])
    .default([], ifNone);
}

/** A flag that is a whole number. */
export function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    throw new InvalidArgumentError(`It is no whole number from 0 to ${most}.`);
  };
}
