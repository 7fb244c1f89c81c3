/** A configuration file that cannot be used. The message names the file, and the line or the member. */
export class ConfigFileError extends TypeError {
  override readonly name = 'ConfigFileError';
}
