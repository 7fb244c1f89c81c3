/** What a server answered; the body as it was sent, one character a byte. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Reads a reply with a Content-Length or in chunks. Undefined while a part of it is missing; throws for any other. */
export function readReply(received: string): Reply | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = received.slice(0, headEnd);
  const rest = received.slice(headEnd + 4);
  const body = readBody(head, rest);
  // The status line is "HTTP/1.1 200 OK".
  return body === undefined ? undefined : { status: Number(head.slice(9, 12)), body };
}

function readBody(head: string, rest: string): string | undefined {
  const length = /^content-length: (\d+)\r?$/im.exec(head)?.[1];
  if (length !== undefined) return rest.length < Number(length) ? undefined : rest;
  if (/^transfer-encoding: chunked\r?$/im.test(head)) return rest.endsWith('0\r\n\r\n') ? joinChunks(rest) : undefined;
  throw new Error(`Cannot read a reply that has neither a Content-Length nor chunks:\n${head}`);
}

/** The chunks of a body without their sizes; undefined when the last one, which is empty, is still to come. */
function joinChunks(text: string): string | undefined {
  let body = '';
  for (let at = 0; at < text.length; ) {
    const sizeEnd = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, sizeEnd), 16);
    if (size === 0) return body;
    body += text.slice(sizeEnd + 2, sizeEnd + 2 + size);
    at = sizeEnd + 2 + size + 2;
  }
  return undefined;
}
