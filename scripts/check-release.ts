import { readFileSync } from 'node:fs';
import { whyNotReleased } from './release/why-not-released.ts';

/** Says why a tag cannot be released, line by line, and fails; says nothing when it can. */
const [tag = ''] = process.argv.slice(2);
const reasons = whyNotReleased(tag, {
  manifest: readFileSync('package.json', 'utf8'),
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
});
for (const reason of reasons) console.error(reason);
if (reasons.length > 0) process.exitCode = 1;
