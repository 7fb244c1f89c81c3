/** The address that all servers under measurement answer. */
export const createPath = '/leeloo/api/v2/accounts/email';
