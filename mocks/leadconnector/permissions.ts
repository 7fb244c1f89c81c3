import type { LeadConnectorPermissions } from './generated/schemas.ts';
import { schemas } from './schemas.ts';

let defaults: LeadConnectorPermissions | undefined;

/** All 38 flags in the document's order: those given, the others with the `default` of their schema. */
export function withDefaults(given: LeadConnectorPermissions = {}): LeadConnectorPermissions {
  defaults ??= readDefaults();
  return { ...defaults, ...given };
}

/** Whether a request leaves a flag to its default. */
export function leavesFlagsOut(given: LeadConnectorPermissions = {}): boolean {
  return Object.keys(given).length < Object.keys(withDefaults()).length;
}

function readDefaults(): LeadConnectorPermissions {
  const flags = Object.entries(schemas.read('permissions').properties ?? {});
  return Object.fromEntries(flags.map(([flag, schema]) => [flag, schema.default === true]));
}
