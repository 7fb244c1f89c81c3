/** A state that cannot be stored: it breaks its schema, or two of its records collide. The message names the places. */
export class StateError extends Error {
  override readonly name = 'StateError';

  /** @param complaints Each with its place, such as `/accounts/0 must have required property 'email'`. */
  constructor(provider: string, complaints: readonly string[]) {
    const shown = complaints.slice(0, 5).map(shortened).join('; ');
    const more = complaints.length > 5 ? `; and ${complaints.length - 5} more` : '';
    super(`Cannot store this state of ${provider}: ${shown}${more}. See /_understudy/schemas/${provider}/state.json.`);
  }
}

/** A complaint may quote the name of a member, and names can be of any length. */
function shortened(complaint: string): string {
  return complaint.length <= 200 ? complaint : `${complaint.slice(0, 200)}...`;
}
