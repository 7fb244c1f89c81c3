import type { Alike } from './alike-characters.ts';
import { moreLayers } from './layers.ts';
import type { SpelledText } from './spelled-text.ts';

/** What was found at a place of a text. */
export interface Match<Entry> {
  readonly entry: Entry;
  /** The place after it. */
  readonly end: number;
  /** The encodings of the character that has the most. */
  readonly layers: number;
}

/** Values that go on alike after the same beginning. */
interface Node<Entry> {
  /** The characters that lead here from the node before. */
  label: string;
  /** Of the value that ends here. */
  entry: Entry | undefined;
  /** By the first character of their labels. */
  children: Map<number, Node<Entry>> | undefined;
}

/** Values by their beginnings, so that a text is compared with thousands at once. */
export class ValueTree<Entry> {
  readonly #root: Node<Entry> = { label: '', entry: undefined, children: undefined };
  readonly #alike: Alike;

  constructor(alike: Alike) {
    this.#alike = alike;
  }

  /** Adds a value; one that is there already keeps its entry. */
  add(value: string, entry: Entry): void {
    const text = this.#alike.all(value);
    let node = this.#root;
    let at = 0;
    while (at < text.length) {
      const child = node.children?.get(text.charCodeAt(at));
      if (!child) {
        node.children ??= new Map();
        node.children.set(text.charCodeAt(at), { label: text.slice(at), entry, children: undefined });
        return;
      }
      const alike = alikeFrom(text, at, child.label);
      if (alike < child.label.length) split(child, alike);
      at += alike;
      node = child;
    }
    node.entry ??= entry;
  }

  /** The longest value that stands at a place, in whatever spelling. */
  longestAt(text: SpelledText, place: number): Match<Entry> | undefined {
    let best: Match<Entry> | undefined;
    // A list instead of a recursion: a long value may have a way to go at each of its characters.
    const walks: Walk<Entry>[] = [{ node: this.#root, index: 0, place, layers: 0 }];
    for (let walk = walks.pop(); walk; walk = walks.pop()) best = this.#follow(walk, text, walks, best);
    return best;
  }

  /** Goes on while there is one way; where there are others, they are put among the walks to go. */
  #follow(
    walk: Walk<Entry>,
    text: SpelledText,
    walks: Walk<Entry>[],
    before: Match<Entry> | undefined,
  ): Match<Entry> | undefined {
    let best = before;
    for (;;) {
      best = longerMatch(best, walk);
      text.effort.left -= 1;
      if (text.effort.left < 0) return best;
      if (text.encoded.first(walk.place) !== 0) this.#branch(walk, text, walks);
      if (!this.#takes(walk, text.text.charCodeAt(walk.place))) return best;
      walk.place += 1;
    }
  }

  /** The walks that go on with what is read here and does not stand here. */
  #branch({ node, index, place, layers }: Walk<Entry>, { encoded }: SpelledText, walks: Walk<Entry>[]): void {
    for (let reading = encoded.first(place); reading !== 0; reading = encoded.next(reading)) {
      const walk = { node, index, place: encoded.end(reading), layers: moreLayers(layers, encoded.layers(reading)) };
      if (this.#takesCharacter(walk, encoded.code(reading))) walks.push(walk);
    }
  }

  #takesCharacter(walk: Walk<Entry>, code: number): boolean {
    if (code <= 0xffff) return this.#takes(walk, code);
    const pair = String.fromCodePoint(code);
    return this.#takes(walk, pair.charCodeAt(0)) && this.#takes(walk, pair.charCodeAt(1));
  }

  /** Whether some value goes on with a code unit; then the walk does. */
  #takes(walk: Walk<Entry>, code: number): boolean {
    const unit = this.#alike.one(code);
    if (walk.index < walk.node.label.length) {
      if (walk.node.label.charCodeAt(walk.index) !== unit) return false;
      walk.index += 1;
      return true;
    }
    const child = walk.node.children?.get(unit);
    if (!child) return false;
    walk.node = child;
    walk.index = 1;
    return true;
  }
}

/** How far into the tree the characters of a text have led. */
interface Walk<Entry> {
  node: Node<Entry>;
  /** In the label of the node. */
  index: number;
  /** In the text. */
  place: number;
  layers: number;
}

function longerMatch<Entry>(
  best: Match<Entry> | undefined,
  { node, index, place, layers }: Walk<Entry>,
): Match<Entry> | undefined {
  const { entry, label } = node;
  if (entry === undefined || index < label.length || place <= (best?.end ?? 0)) return best;
  return { entry, end: place, layers };
}

/** Ends a node after so many characters; the rest follows as a node of its own. */
function split<Entry>(node: Node<Entry>, length: number): void {
  const { label, entry, children } = node;
  const rest = { label: label.slice(length), entry, children };
  node.label = label.slice(0, length);
  node.entry = undefined;
  node.children = new Map([[rest.label.charCodeAt(0), rest]]);
}

/** How many characters of a label a text goes on with. */
function alikeFrom(text: string, at: number, label: string): number {
  let length = 0;
  while (length < label.length && label.charCodeAt(length) === text.charCodeAt(at + length)) length += 1;
  return length;
}
