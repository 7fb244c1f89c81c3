'use strict';

/** validator.js's isEmail, for schemas.ts; one file in the build. */
module.exports = require('validator/lib/isEmail').default;
