import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Loaded into a process before its own code: writes the address of every module to a file, a line each, as it is loaded. */
const { TOLD_MODULES: file = '' } = process.env;
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(file, `${url}\n`);
    return nextLoad(url, context);
  },
});
