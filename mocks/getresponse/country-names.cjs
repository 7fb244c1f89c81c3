'use strict';

/**
 * The names of the world's countries in English, for countries.ts: the standard's short names, and those in common use. The
 * build puts this module and what it requires into one file.
 */
const { getName } = require('country-list');
const { countries } = require('i18n-iso-countries/langs/en.json');

module.exports = {
  /** The short name of ISO 3166-1, such as `Bolivia (Plurinational State of)`; undefined for a code that it does not assign. */
  shortName: getName,
  /** Other names, such as `Bolivia`. */
  otherNames: (code) => [countries[code] ?? []].flat(),
};
