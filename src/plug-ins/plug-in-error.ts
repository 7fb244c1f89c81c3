/** A provider of somebody's own that cannot be played. The message names its file, and the member or the place in it. */
export class PlugInError extends TypeError {
  override readonly name = 'PlugInError';
}
