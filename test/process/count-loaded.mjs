// Counts the files of a package that a process loads until it ends; it ends itself once it has started.
import { registerHooks } from 'node:module';

const home = new URL('./node_modules/api-understudy/', `file://${process.cwd()}/`).href;
const loaded = new Set();

registerHooks({
  load(url, context, next) {
    if (url.startsWith(home)) loaded.add(url.slice(home.length));
    return next(url, context);
  },
});
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 2_000).unref();
process.on('exit', () => process.stderr.write(`${JSON.stringify([...loaded])}\n`));
