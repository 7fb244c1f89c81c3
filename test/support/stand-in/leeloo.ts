import { asFields, type Fields, fieldsIn, isEmail, isText, type Play, type Reply } from './reply.ts';

/** What the owner of the played account knows. */
export const leelooAccount = {
  token: 'company-8812-Qm2xV7tPz0',
  connection_id: '6419b0c7f2a35d0012e4aa01',
  tag_id: '6419b0c7f2a35d0012e4bb02',
};

/** Leeloo as its document has it: one call, and 200 for everything. It prints with white space, and lists `status` first. */
export const playLeeloo: Play = ({ headers, body }) => {
  const sent = fieldsIn(body);
  if (!sent) return refusal('FORMAT_ERROR', { body: 'WRONG_JSON' });
  if (headers['x-leeloo-authtoken'] !== leelooAccount.token) return refusal('WRONG_TOKEN', { token: 'WRONG_TOKEN' });
  const wrong = { ...wrongItems(sent.data), ...wrongConnection(sent.connection_id) };
  if (Object.keys(wrong).length > 0) return refusal('FORMAT_ERROR', wrong);
  const unknown = unknownIds(sent);
  if (Object.keys(unknown).length > 0) return refusal('WRONG_ID', unknown);
  const count = Array.isArray(sent.data) ? sent.data.length : 0;
  return reply(
    `{\n  "status": 1,\n  "data": { "queue": "emails", "count_to_process": ${count} },\n  "spent": 0.00\n}\n`,
  );
};

function wrongItems(data: unknown): Record<string, string> {
  if (!Array.isArray(data) || data.length === 0) return { data: 'CANNOT_BE_EMPTY' };
  const items = data.map((item: unknown, index): [string, string][] => {
    const email = asFields(item)?.email;
    const code = isText(email) ? (isEmail(email) ? undefined : 'WRONG_EMAIL') : 'REQUIRED';
    return code === undefined ? [] : [[`data/${index}/email`, code]];
  });
  return Object.fromEntries(items.flat());
}

function wrongConnection(id: unknown): Record<string, string> {
  if (!isText(id)) return { connection_id: 'REQUIRED' };
  return /^[0-9a-f]{24}$/.test(id) ? {} : { connection_id: 'WRONG_FORMAT' };
}

function unknownIds({ connection_id, tags }: Fields): Record<string, string> {
  return {
    ...(connection_id !== leelooAccount.connection_id && { connection_id: 'WRONG_ID' }),
    ...(tags !== undefined && tags !== leelooAccount.tag_id && { tags: 'WRONG_ID' }),
  };
}

function refusal(code: string, fields: Record<string, string>): Reply {
  return reply(JSON.stringify({ error: { code, fields }, status: 0 }, null, 2));
}

function reply(body: string): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json', 'X-Powered-By': 'Leeloo', Server: 'nginx' },
    body,
  };
}
