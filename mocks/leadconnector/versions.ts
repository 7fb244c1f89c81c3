import type { RequestHead } from '../../src/kit/protocols/http.ts';

/** The first is the document's; the others are HighLevel's published ones. Only the last differs from the others. */
export const versions = ['2021-07-28', '2021-04-15', '2023-02-21', 'v3'];

/** Whether a request is made by the version that has rules of its own. */
export function isV3({ headers }: Pick<RequestHead, 'headers'>): boolean {
  return headers.version === 'v3';
}
