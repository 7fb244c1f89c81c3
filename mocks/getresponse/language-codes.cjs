'use strict';

/** validator.js's list of ISO 639-1, for account-checks.ts; one file in the build. */
module.exports = require('validator/lib/isISO6391').default;
