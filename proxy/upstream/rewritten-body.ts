import type { IncomingHttpHeaders } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';

/** Longer bodies are no replies of an API, and pass as they are, in bytes. */
const maxRewritten = 1_048_576;

/** Whether a body can be rewritten: JSON, and not compressed. */
export function isRewritable(headers: IncomingHttpHeaders): boolean {
  return /\bjson\b/i.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
}

/** A body that is held to its end, and goes out rewritten. */
export class RewrittenBody extends Transform {
  readonly #rewrite: (bytes: Buffer) => Buffer;
  #held: Buffer[] | undefined = [];
  #length = 0;

  constructor(rewrite: (bytes: Buffer) => Buffer) {
    super();
    this.#rewrite = rewrite;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#held?.push(chunk);
    this.#length += chunk.length;
    if (this.#held && this.#length <= maxRewritten) done();
    else done(null, this.#released() ?? chunk);
  }

  /** All that was held, once it is too long to be rewritten. */
  #released(): Buffer | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held && Buffer.concat(held);
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#held && this.#rewrite(Buffer.concat(this.#held)));
  }
}
