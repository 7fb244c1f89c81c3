/** What the mock accepts: made up, but for the ids, which are the document's own examples. */
export const credentials = {
  token: 'understudy-leeloo-0c1d2e3f4a5b6c7d',
  connection_id: '5cfa283a2e9096000b440d51',
  other_connection_id: '5cfa283a2e9096000b440d52',
  tag_id: '5d0a4d2cf73822000c44994c',
} as const;
