import type { ApiVersion } from '../../src/kit/api-version.ts';
import type { RequestHead } from '../../src/kit/protocols/http.ts';

/** The first is the document's; the others are HighLevel's published ones. Only the last differs from the others. */
export const versions = ['2021-07-28', '2021-04-15', '2023-02-21', 'v3'];

const byVersion = { name: 'Version' } as const;

/** In what v3 and the other versions differ, for whoever describes one of them. */
export const apiVersions: readonly ApiVersion[] = [
  {
    name: '2021-07-28',
    header: { ...byVersion, values: versions.filter((version) => version !== 'v3') },
    requests: { 'create-user': 'before-v3.request', 'update-user': 'before-v3.request' },
    replies: { 'delete-user.reply': 'deletion' },
  },
  {
    name: 'v3',
    header: { ...byVersion, values: ['v3'] },
    without: ['list-users'],
    requests: { 'create-user': 'v3.request', 'update-user': 'v3.request' },
    replies: { 'delete-user.reply': 'deletion-v3' },
  },
];

/** Whether a request is made by the version that has rules of its own. */
export function isV3({ headers }: Pick<RequestHead, 'headers'>): boolean {
  return headers.version === 'v3';
}
