import type { MissingPom } from '@safety-curtain/sbom';
import { Asking } from './Asking';
import type { PomCache } from './PomCache';
import type { NoPom } from './pomNames';

/** Where POMs of registries come from. */
export type Poms = Pick<PomCache, 'take' | 'refuse'>;

/** POMs of registries that one scan asks for. */
const MAX_POMS = 200;
/** Bytes of all of them. */
const MAX_BYTES = 32 * 1024 * 1024;

const UNASKED: NoPom = {
  state: 'unasked',
  reason: 'it is not in the source, and no Maven registry is configured',
};

/** As where reading with more fails, or POMs name POMs too deeply. */
const LIMITED: NoPom = {
  state: 'refused',
  reason: 'a limit prevents it from being read',
};

/** The POMs of registries that the manifests of one scan have in common. */
export class PomsOfScan {
  /** By `group:artifact:version`; another map once there are more. */
  texts: ReadonlyMap<string, Uint8Array> = new Map();
  readonly #missing = new Map<string, NoPom>();
  readonly #cache: Poms | undefined;
  readonly #asking: Asking;
  #asked = 0;
  #bytes = 0;

  /** @param cache - absent where no registry is asked */
  constructor(cache: Poms | undefined, scan: AbortSignal) {
    this.#cache = cache;
    this.#asking = new Asking(scan);
  }

  /** Gets what a reading missed; whether it may find more when it is done again. */
  async add(poms: readonly MissingPom[]): Promise<boolean> {
    if (!this.#cache) return false;
    const names: string[] = [];
    for (const { name } of poms) {
      if (this.#missing.has(name)) continue;
      // It was given, and is missing all the same.
      if (this.texts.has(name)) {
        this.#missing.set(name, await this.#cache.refuse(name));
      } else {
        names.push(name);
      }
    }
    const room = MAX_POMS - this.#asked;
    this.#asked += Math.min(room, names.length);
    for (const name of names.slice(room)) {
      this.#refuse(name, `a scan asks for ${MAX_POMS} POMs at the most`);
    }
    const answers = await this.#cache.take(names.slice(0, room), this.#asking);
    const texts = new Map(this.texts);
    for (const [name, answer] of answers) {
      if ('reason' in answer) {
        this.#missing.set(name, answer);
      } else if (this.#bytes + answer.pom.length > MAX_BYTES) {
        this.#refuse(name, 'the POMs of registries are too large together');
      } else {
        this.#bytes += answer.pom.length;
        texts.set(name, answer.pom);
      }
    }
    const isMore = texts.size > this.texts.size;
    this.texts = texts;
    return isMore;
  }

  #refuse(name: string, reason: string): void {
    this.#missing.set(name, { state: 'refused', reason });
  }

  /** Says why POMs are missing. */
  explain(poms: readonly MissingPom[]): MissingPom[] {
    const { state, reason } = this.#cache ? LIMITED : UNASKED;
    return poms.map(pom => ({
      ...pom,
      state,
      reason,
      ...this.#missing.get(pom.name),
    }));
  }
}
