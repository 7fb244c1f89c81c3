import { begunFacts } from '../../src/kit/world/facts.ts';
import { credentials } from './credentials.ts';
import type { GetResponseConfirmationBody, GetResponseConfirmationSubject } from './generated/schemas.ts';

export const confirmationId = ({ id }: GetResponseConfirmationSubject | GetResponseConfirmationBody): string => id;

/** The subjects that a session begins with; the first and the Polish one have the texts of the provider's own example. */
export const confirmationSubjects = begunFacts<GetResponseConfirmationSubject>(confirmationId, [
  { id: credentials.confirmation_subject, content: 'Please confirm subscription', language_code: 'EN' },
  { id: 'Tk6E', content: 'One more step: confirm your email address', language_code: 'EN' },
  { id: 'Tk5P', content: 'Proszę potwierdź subskrypcję', language_code: 'PL' },
  { id: 'Tk5D', content: 'Bitte bestätigen Sie Ihre Anmeldung', language_code: 'DE' },
  { id: 'Tk5S', content: 'Por favor, confirma tu suscripción', language_code: 'ES' },
  { id: 'Tk5F', content: 'Veuillez confirmer votre inscription', language_code: 'FR' },
]);

/** The bodies that a session begins with. `{{LINK "confirm"}}` stands where a message would have its link. */
export const confirmationBodies = begunFacts<GetResponseConfirmationBody>(confirmationId, [
  bodyOf(credentials.confirmation_body, 'EN', 'Please click to confirm your subscription:'),
  bodyOf('Bw3E', 'EN', 'You are one click away from our newsletter:'),
  bodyOf('Bw2P', 'PL', 'Proszę kliknij, aby potwierdzić subskrypcję:'),
  bodyOf('Bw2D', 'DE', 'Bitte klicken Sie, um Ihre Anmeldung zu bestätigen:'),
  bodyOf('Bw2S', 'ES', 'Haz clic para confirmar tu suscripción:'),
  bodyOf('Bw2F', 'FR', 'Cliquez pour confirmer votre inscription :'),
]);

function bodyOf(id: string, language_code: string, text: string): GetResponseConfirmationBody {
  const link = '{{LINK "confirm"}}';
  return {
    id,
    plain: `${text} ${link}`,
    html: `<p>${text} <a href="${link.replaceAll('"', '&quot;')}">${link}</a></p>`,
    language_code,
  };
}
