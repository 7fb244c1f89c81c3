/** No request came that was waited for. The message lists the nearest ones and what differs in them. */
export class NoRequestError extends Error {
  override readonly name = 'NoRequestError';
}
