/** What the mock accepts: made up, in the form that real keys and ids have. */
export const credentials = {
  api_key: '8d3f0c6b5a1e47929be60c1f7d24a853',
  non_owner_api_key: 'c2b79e40f1d86a35970e4b2cd8f3a614',
  ip_bound_api_key: '51ae7d09c3b84f26e8d1907fa6425bc3',
  confirmation_subject: 'Tk5E',
  confirmation_body: 'Bw2E',
} as const;
