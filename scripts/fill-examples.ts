import { writeFileSync } from 'node:fs';
import { catalogue } from '../mocks/catalogue.ts';
import { Catalogue } from '../src/kit/catalogue.ts';
import { drawnMark, readExamples } from '../src/kit/example.ts';
import { fillExample } from '../src/scaffold/fill-example.ts';

/** Fills in what the mocks draw: ids, keys and times that an author of examples cannot know, and has marked. */
for (const provider of new Catalogue(catalogue).mocks()) {
  for (const [name, written] of readExamples(provider)) {
    if (!JSON.stringify(written).includes(drawnMark)) continue;
    const { example, places, left } = await fillExample(provider, written);
    const file = `mocks/${provider.name}/examples/${name}.json`;
    if (places.length > 0) {
      writeFileSync(new URL(`examples/${name}.json`, provider.folder), `${JSON.stringify(example, null, 2)}\n`);
      console.log(`${file}: ${places.join(', ')}`);
    }
    if (left.length === 0) continue;
    console.error(`Cannot fill ${file}: the mock draws nothing at ${left.join(', ')}. Write what stands there.`);
    process.exitCode = 1;
  }
}
