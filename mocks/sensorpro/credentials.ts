/** What the mock accepts: made up, but for the token, which is the one of the document's sample code. */
export const credentials = {
  api_key: '7d3e9a1c5b8f42069e1d4c7ab35f8026',
  organization: 'UNDERSTUDY',
  user: 'api@understudy.example',
  password: 'Encore.2030!',
  token: '34f10088-b34d-4530-86f6-f6607dbc0345',
} as const;
