/** Tells the preload which hosts are the providers', with commas between. */
export const hostsVariable = 'UNDERSTUDY_HOSTS';
/** Tells the preload where the server of the run listens. */
export const portVariable = 'UNDERSTUDY_PORT';
