import type { ApiOperation, ApiReply } from '../described/api.ts';
import type { ReadReply } from './read-replies.ts';

/** The reply of one of these statuses that the description has, or one that is assumed. */
export function refusal(replies: readonly ReadReply[], statuses: readonly number[]): ApiReply {
  const described = statuses.flatMap((status) => replies.filter(({ reply }) => reply.status === status).slice(0, 1));
  const [first] = described;
  if (first) return first.reply;
  return {
    status: statuses[0] ?? 400,
    schema: 'refusal',
    body: { message: assumedWords[statuses[0] ?? 400] ?? 'Refused' },
  };
}

const assumedWords: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  422: 'Unprocessable entity',
};

/** The refusals that the description does not have, and those of the server itself. */
export function withAssumed(operation: ApiOperation): ApiOperation {
  const assumed = [
    ...Object.values(operation.refusals),
    { status: 413, schema: 'refusal' },
    { status: 507, schema: 'refusal' },
  ];
  const known = new Set(operation.replies.map(({ status, schema }) => `${status} ${schema}`));
  const missing = assumed.flatMap(({ status, schema }) => {
    const key = `${status} ${schema}`;
    if (known.has(key)) return [];
    known.add(key);
    return [
      { status, ...(schema !== undefined && { schema }), description: 'Refused; the description does not say so' },
    ];
  });
  return { ...operation, replies: [...operation.replies, ...missing] };
}
