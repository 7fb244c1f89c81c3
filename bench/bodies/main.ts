import { shapes } from './shapes.ts';
import { timesOf } from './ways.ts';

/** A body to make and to work on. */
export interface BodyOrder {
  readonly shape: string;
  readonly bytes: number;
}

/** The process that works on bodies: it takes one order after the other from the process that forked it. */
process.on('message', async (message) => {
  const { shape: name, bytes } = readOrder(message);
  const shape = shapes[name];
  if (!shape) throw new Error(`Cannot make a body: there is no shape ${name}.`);
  process.send?.(await timesOf({ type: shape.type, bytes: Buffer.from(shape.of(bytes)) }));
});
process.on('disconnect', () => process.exit());

function readOrder(message: unknown): BodyOrder {
  const isOrder =
    typeof message === 'object' &&
    message !== null &&
    'shape' in message &&
    'bytes' in message &&
    typeof message.shape === 'string' &&
    typeof message.bytes === 'number';
  if (!isOrder) throw new Error(`Cannot take this order: ${JSON.stringify(message)}`);
  return { shape: String(message.shape), bytes: Number(message.bytes) };
}
