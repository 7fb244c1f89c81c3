import { type Order, runLoad } from './run.ts';
import { scripts } from './scripts.ts';

/** The process that sends the requests: it takes one order after the other from the process that forked it. */
process.on('message', async (message) => {
  if (!isOrder(message)) throw new Error(`Cannot take this order: ${JSON.stringify(message)}`);
  process.send?.(await runLoad(message));
});
process.on('disconnect', () => process.exit());

function isOrder(message: unknown): message is Order {
  return (
    typeof message === 'object' &&
    message !== null &&
    'script' in message &&
    Object.hasOwn(scripts, `${message.script}`)
  );
}
