import type { LeadConnectorPermissions } from './generated/schemas.ts';
import { schemas } from './schemas.ts';

let defaults: LeadConnectorPermissions | undefined;

/** The document's 38 flags in its order, with the `default` of their schema where they are not given; then others given. */
export function withDefaults(given: LeadConnectorPermissions = {}): LeadConnectorPermissions {
  defaults ??= readDefaults();
  return { ...defaults, ...given };
}

/** Whether a request leaves a flag to its default. */
export function leavesFlagsOut(given: LeadConnectorPermissions = {}): boolean {
  return Object.keys(withDefaults()).some((flag) => !Object.hasOwn(given, flag));
}

function readDefaults(): LeadConnectorPermissions {
  const flags = Object.entries(schemas.read('permissions').properties ?? {});
  return Object.fromEntries(
    flags.flatMap(([flag, schema]) => (typeof schema.default === 'boolean' ? [[flag, schema.default]] : [])),
  );
}
