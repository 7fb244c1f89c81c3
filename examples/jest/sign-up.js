const { createLeelooClient, LeelooError } = require('api-understudy/clients');

/** Opens a mail account for a new customer; says so when the address is none, or has one already. */
async function signUp({ baseUrl, token, connectionId }, { name, email }) {
  const leeloo = createLeelooClient({ baseUrl, token });
  try {
    await leeloo.createEmailAccounts({ connection_id: connectionId, data: [{ name, email }] });
    return 'accepted';
  } catch (error) {
    if (error instanceof LeelooError) return 'refused';
    throw error;
  }
}

module.exports = { signUp };
