module.exports = {
  // One server for all test files, in Jest's own process.
  globalSetup: 'api-understudy/jest/setup',
  globalTeardown: 'api-understudy/jest/teardown',
  // Adds the matcher toHaveReceived to every expect.
  setupFilesAfterEnv: ['api-understudy/jest'],
  // How the server is started: the options of startUnderstudy.
  globals: { understudy: { seed: 7 } },
};
