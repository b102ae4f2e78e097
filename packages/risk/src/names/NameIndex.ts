import { glanceOf } from './confusables';
import { withoutPlatform } from './platforms';
import { type FoundSlip, slipBetween, withoutOne } from './slips';

/** Longer names are nobody's slip, and would cost time. */
const MAX_LENGTH = 100;

/** A known name that another is near to, and how. */
export interface NearName {
  known: string;
  how: 'glance' | 'separators' | 'platform' | 'order' | FoundSlip;
}

/** The characters that separate the words of a name. */
const SEPARATORS = /[-_.]/g;

/**
 * Known names, found by what others make of them: with a slip, at a glance, with other separators,
 * with words in another order. A question costs the length of the name, however many are known.
 */
export class NameIndex {
  readonly #ecosystem: string;
  readonly #targets = new Set<string>();
  readonly #names = new Set<string>();
  readonly #shortened = new Map<string, string[]>();
  readonly #glances = new Map<string, string>();
  readonly #joined = new Map<string, string>();
  readonly #ordered = new Map<string, string>();

  /**
   * @param targets - that others may be mistaken for
   * @param also - that are known, and nothing is mistaken for
   */
  constructor(
    ecosystem: string,
    targets: Iterable<string>,
    also: Iterable<string> = [],
  ) {
    this.#ecosystem = ecosystem;
    for (const name of targets) this.#add(name);
    for (const name of also) this.#names.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The known name that a name is near to; none where it is known itself. */
  near(name: string): NearName | undefined {
    if (this.#names.has(name) || name.length > MAX_LENGTH) return undefined;
    const glance = this.#glances.get(glanceOf(name));
    if (glance) return { known: glance, how: 'glance' };
    const joined = this.#joined.get(joinedOf(name));
    if (joined) return { known: joined, how: 'separators' };
    const slipped = this.#slipped(name);
    if (slipped) return slipped;
    const core = this.#core(name);
    if (core) return { known: core, how: 'platform' };
    const ordered = this.#ordered.get(orderedOf(name));
    return ordered ? { known: ordered, how: 'order' } : undefined;
  }

  /** The known name of which another adds only what it is made for. */
  #core(name: string): string | undefined {
    return withoutPlatform(this.#ecosystem, name).find(core =>
      this.#targets.has(core),
    );
  }

  #slipped(name: string): NearName | undefined {
    const seen = new Set<string>();
    for (const rest of withoutOne(name)) {
      for (const known of this.#shortened.get(rest) ?? []) {
        if (seen.has(known)) continue;
        seen.add(known);
        const how = slipBetween(known, name);
        if (how) return { known, how };
      }
    }
    return undefined;
  }

  #add(name: string): void {
    this.#names.add(name);
    this.#targets.add(name);
    for (const rest of withoutOne(name)) {
      const known = this.#shortened.get(rest);
      if (!known) this.#shortened.set(rest, [name]);
      else if (!known.includes(name)) known.push(name);
    }
    setFirst(this.#glances, glanceOf(name), name);
    if (joinedOf(name).length >= 4) {
      setFirst(this.#joined, joinedOf(name), name);
    }
    if (SEPARATORS.test(name)) setFirst(this.#ordered, orderedOf(name), name);
    SEPARATORS.lastIndex = 0;
  }
}

function joinedOf(name: string): string {
  return name.replace(SEPARATORS, '');
}

function orderedOf(name: string): string {
  return name.split(SEPARATORS).sort().join('-');
}

/** Of two known names that look the same, the first. */
function setFirst(map: Map<string, string>, key: string, name: string): void {
  if (!map.has(key)) map.set(key, name);
}
