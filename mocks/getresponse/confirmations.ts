import { credentials } from './credentials.ts';
import type { GetConfirmationBodiesReply, GetConfirmationSubjectsReply } from './generated/schemas.ts';

/** A subject that a confirmation message can have. */
export type ConfirmationSubject = GetConfirmationSubjectsReply[string];
/** A body that a confirmation message can have. */
export type ConfirmationBody = GetConfirmationBodiesReply[string];

/** The subjects that exist, by id; the first and the first Polish one have the texts of the provider's own example. */
export const confirmationSubjects: ReadonlyMap<string, ConfirmationSubject> = new Map([
  [credentials.confirmation_subject, { content: 'Please confirm subscription', language_code: 'EN' }],
  ['Tk6E', { content: 'One more step: confirm your email address', language_code: 'EN' }],
  ['Tk5P', { content: 'Proszę potwierdź subskrypcję', language_code: 'PL' }],
  ['Tk5D', { content: 'Bitte bestätigen Sie Ihre Anmeldung', language_code: 'DE' }],
  ['Tk5S', { content: 'Por favor, confirma tu suscripción', language_code: 'ES' }],
  ['Tk5F', { content: 'Veuillez confirmer votre inscription', language_code: 'FR' }],
]);

/** The bodies that exist, by id. `{{LINK "confirm"}}` stands where a message would have its link. */
export const confirmationBodies: ReadonlyMap<string, ConfirmationBody> = new Map([
  [credentials.confirmation_body, bodyOf('EN', 'Please click to confirm your subscription:')],
  ['Bw3E', bodyOf('EN', 'You are one click away from our newsletter:')],
  ['Bw2P', bodyOf('PL', 'Proszę kliknij, aby potwierdzić subskrypcję:')],
  ['Bw2D', bodyOf('DE', 'Bitte klicken Sie, um Ihre Anmeldung zu bestätigen:')],
  ['Bw2S', bodyOf('ES', 'Haz clic para confirmar tu suscripción:')],
  ['Bw2F', bodyOf('FR', 'Cliquez pour confirmer votre inscription :')],
]);

function bodyOf(language_code: string, text: string): ConfirmationBody {
  const link = '{{LINK "confirm"}}';
  return {
    plain: `${text} ${link}`,
    html: `<p>${text} <a href="${link.replaceAll('"', '&quot;')}">${link}</a></p>`,
    language_code,
  };
}
