import type { Provider } from '../../src/kit/provider.ts';
import { secretsByForm } from '../../src/secrets/secret-forms.ts';
import type { MessageTemplates } from './message-templates.ts';
import type { StandIns } from './stand-ins.ts';
import { eachSlot } from './template.ts';

/** Notes what its form alone gives away, wherever it stands. */
export function learnForms(
  { all }: Pick<MessageTemplates, 'all'>,
  standIns: StandIns,
  from: 'request' | 'reply',
): void {
  for (const template of all) {
    eachSlot(template, ({ value }) => {
      for (const found of secretsByForm(value)) standIns.learnValue(found.value, { secret: 'token' }, from);
    });
  }
}

/** Notes values that look like a secret of a body, wherever a mistaken client puts them. */
export function learnMisplaced({ secrets }: Provider, { all }: MessageTemplates, standIns: StandIns): void {
  for (const place of secrets) {
    if (place.in !== 'body' || !place.form) continue;
    const { form, role } = place;
    for (const template of all) {
      eachSlot(template, ({ value }) => {
        for (const found of value.match(form) ?? []) standIns.learnValue(found, { secret: role }, 'request');
      });
    }
  }
}
