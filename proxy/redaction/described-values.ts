import type { Role, Slot } from './template.ts';

/** Parts of a text that the name in a member beside them says something of: `{"name": "password", "value": ...}`. */
export interface DescribedParts {
  /** Indices, both included. */
  readonly first: number;
  readonly last: number;
  readonly role: Role;
}

/**
 * Gives the values in described parts their roles. Such parts lie within others as deep as the text is nested, so those within
 * are left out, and each value is read anew twice at most. Secret goes before personal.
 * @param described What lies within comes first, as it ends first.
 */
export function applyDescriptions(
  parts: (string | Slot)[],
  described: readonly DescribedParts[],
  withRole: (slot: Slot, role: Role) => Slot,
): void {
  const isSecret = ({ role }: DescribedParts) => 'secret' in role;
  const personal = outermost(described.filter((each) => !isSecret(each)));
  for (const [slot, index, role] of slotsIn(parts, personal)) {
    if (!holdsSecret(slot)) parts[index] = withRole(slot, role);
  }
  for (const [slot, index, role] of slotsIn(parts, outermost(described.filter(isSecret)))) {
    parts[index] = withRole(slot, role);
  }
}

function* slotsIn(parts: readonly (string | Slot)[], described: readonly DescribedParts[]) {
  for (const { first, last, role } of described) {
    for (let index = first; index <= last; index += 1) {
      const slot = parts[index];
      if (typeof slot === 'object') yield [slot, index, role] as const;
    }
  }
}

function outermost(described: readonly DescribedParts[]): DescribedParts[] {
  let covered = Number.POSITIVE_INFINITY;
  return described.toReversed().filter(({ first }) => {
    if (first >= covered) return false;
    covered = first;
    return true;
  });
}

/** What was taken apart has secrets in it. */
function holdsSecret({ role, inner }: Slot): boolean {
  return inner !== undefined || (role !== undefined && 'secret' in role);
}
