import { existsSync, writeFileSync } from 'node:fs';
import { codeOf } from '../files/code-of.ts';
import { UsageError } from './usage-error.ts';

/** Writes a first configuration file into the working folder. Throws a UsageError when there is one. */
export function init({ json }: { readonly json?: boolean }): void {
  const isTypeScript = existsSync('tsconfig.json');
  const name = `understudy.config.${json ? 'json' : isTypeScript ? 'ts' : 'mjs'}`;
  try {
    // Only where there is none: `wx` leaves one that somebody made meanwhile, too.
    writeFileSync(name, json ? jsonConfig : moduleConfig, { flag: 'wx' });
  } catch (cause) {
    const found =
      codeOf(cause) === 'EEXIST'
        ? 'it is there already. Edit it, or take it away first'
        : `${codeOf(cause)}. Write it elsewhere`;
    throw new UsageError(`Cannot write ${name}: ${found}.`, { cause });
  }
  process.stdout.write(
    `Wrote ${name}. Every member is explained in it; flags count before it. Now: npx api-understudy start\n`,
  );
}

const moduleConfig = `import { defineConfig } from 'api-understudy';

// What \`understudy start\` and the other commands take; flags count before it. Paths begin in the folder of this file.
export default defineConfig({
  // port: 4010, // 0 takes a free one
  // seed: 1, // the same seed gives the same ids and keys
  // mode: 'mock', // or for each provider: { leeloo: 'record', sensorpro: 'proxy' }
  // upstreams: { leeloo: 'https://staging.example' }, // where real APIs are, if not where they usually are
  // recordings: 'recordings',
  // onMiss: 'error', // what answers where no recording fits: error, mock or record
  // rateLimits: false,
  // providers: ['./my-api'], // of your own: \`npx api-understudy new-provider my-api\` writes one
  // seeds: { leeloo: { accounts: [] } }, // what every session has stored at its beginning
  // state: 'understudy.state', // a file that keeps what the session "default" has stored
  // watch: true, // load providers of your own, and recordings, anew when their files change
});
`;

const jsonConfig = `{
  // What \`understudy start\` and the other commands take; flags count before it. Paths begin in the folder of this file.
  "$schema": "./node_modules/api-understudy/config.schema.json"
  // "port": 4010,
  // "mode": { "leeloo": "record" },
  // "recordings": "recordings",
  // "providers": ["./my-api"],
  // "seeds": { "leeloo": { "accounts": [] } }
}
`;
