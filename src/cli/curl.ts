import type { ExampleRequest } from '../kit/example.ts';

/** A curl command that sends a request to a provider and works when it is pasted into a shell. */
export function curlCommand(baseUrl: string, { method, path, headers = {}, body, text }: ExampleRequest): string {
  const data = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const parts = [
    `curl${method === 'POST' && data !== undefined ? '' : ` -X ${method}`} ${quoted(baseUrl + path)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(data === undefined ? [] : [`-d ${quoted(data)}`]),
  ];
  return parts.join(' \\\n  ');
}

/** In single quotes a shell takes everything as it is, but for the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
