import type { MessageTemplates } from './message-templates.ts';
import { eachSlot } from './template.ts';

/** Whose the credentials of a request are: the configured ones, one that an earlier reply issued, or anybody's. */
export type CredentialKind = 'configured' | 'issued' | 'other';

/** The least certain kind of the secrets of a request; none for one without. */
export function credentialKind(
  { all }: MessageTemplates,
  kindOf: (value: string) => CredentialKind,
): CredentialKind | undefined {
  const kinds = new Set<CredentialKind>();
  for (const template of all) {
    eachSlot(template, ({ role, value }) => {
      if (role && 'secret' in role && value !== '') kinds.add(kindOf(value));
    });
  }
  return (['other', 'issued', 'configured'] as const).find((kind) => kinds.has(kind));
}
