/** One thing in which a pact and a description disagree. */
export interface Disagreement {
  /** Such as `response.body.result`. */
  readonly place: string;
  readonly message: string;
}

/**
 * What is told of disagreements, each once. Where a description has several forms to choose from, each of them is told to be
 * missed, at every place: of those only the one is told that comes nearest.
 */
export function disagreementLines(all: readonly Disagreement[]): string[] {
  const choices = all.filter(isChoice).map(({ place }) => place);
  const outermost = choices.toSorted((one, other) => one.length - other.length)[0];
  const isWithin = ({ place }: Disagreement) =>
    outermost !== undefined && (place === outermost || place.startsWith(`${outermost}.`));
  const lines = all.filter((each) => !isWithin(each)).map(({ place, message }) => `${place}: ${message}`);
  if (outermost !== undefined) lines.push(nearestLine(outermost, all.filter(isWithin)));
  return [...new Set(lines)];
}

function isChoice({ message }: Disagreement): boolean {
  return /must match (a|exactly one) schema in (anyOf|oneOf)$/.test(message);
}

/** A form that agrees down to a deep place is nearer than one that differs at the top. */
function nearestLine(choice: string, within: readonly Disagreement[]): string {
  const depth = ({ place }: Disagreement) => place.split(/[.[]/).length;
  const others = within.filter((each) => !isChoice(each)).toSorted((one, other) => depth(other) - depth(one));
  const nearest = others[0]?.place ?? choice;
  const where = nearest === choice ? '' : `; the nearest differs at ${nearest}`;
  return `${choice}: it has none of the forms that the description has for it${where}`;
}
