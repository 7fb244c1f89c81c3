/** Where Jest's workers find the server that was started before them; they have the environment of their parent. */
export const urlVariable = 'UNDERSTUDY_URL';
