import type { Component } from '@safety-curtain/sbom';
import type { PlannedManifest } from './planQuestion';

/** Direct dependencies through which a component comes in. */
export interface Through {
  /** The nearest first. */
  direct: readonly Component[];
  /** Whether these are all. */
  complete: boolean;
}

/** Direct dependencies that are looked for: what comes in through more is everywhere. */
const MOST_THROUGH = 10;
/** Edges that are followed for all questions about a manifest together. */
const MAX_STEPS = 1_000_000;

/** Who asks for whom in one manifest; components by their place in it. */
export class Dependents {
  readonly #components: readonly Component[];
  readonly #places: ReadonlyMap<string, number>;
  #incoming: readonly number[][] | undefined;
  /** The walk in which a component was last seen. */
  readonly #seen: Uint32Array;
  #walks = 0;
  #steps = 0;

  constructor({ components }: PlannedManifest) {
    this.#components = components;
    this.#places = new Map(components.map(({ purl }, at) => [purl, at]));
    this.#seen = new Uint32Array(components.length);
  }

  /** What a component comes in through, itself left out. */
  above(purl: string): Through {
    const incoming = (this.#incoming ??= this.#reversed());
    const direct: Component[] = [];
    for (const at of this.#walk(purl, one => incoming[one])) {
      const component = this.#components[at];
      if (component.direct && component.purl !== purl) direct.push(component);
      if (direct.length > MOST_THROUGH) break;
    }
    return {
      direct: direct.slice(0, MOST_THROUGH),
      complete: direct.length <= MOST_THROUGH && this.#steps <= MAX_STEPS,
    };
  }

  /** A component and all that comes in with it; undefined where that is more than is looked at. */
  below(purl: string): Component[] | undefined {
    const walk = this.#walk(purl, at => this.#targetsOf(at));
    const below = Array.from(walk, at => this.#components[at]);
    return this.#steps > MAX_STEPS ? undefined : below;
  }

  #targetsOf(at: number): number[] {
    return this.#components[at].dependsOn.flatMap(
      purl => this.#places.get(purl) ?? [],
    );
  }

  #reversed(): number[][] {
    const incoming: number[][] = this.#components.map(() => []);
    this.#components.forEach((_, at) => {
      for (const target of this.#targetsOf(at)) incoming[target].push(at);
    });
    return incoming;
  }

  /** From one component on, the nearest first, each once. */
  *#walk(
    purl: string,
    next: (at: number) => readonly number[],
  ): Generator<number> {
    const start = this.#places.get(purl);
    if (start === undefined) return;
    this.#walks += 1;
    this.#seen[start] = this.#walks;
    const queue = [start];
    // The queue grows while it is gone through.
    for (const at of queue) {
      if (this.#steps > MAX_STEPS) return;
      yield at;
      for (const one of next(at)) {
        this.#steps += 1;
        if (this.#seen[one] === this.#walks) continue;
        this.#seen[one] = this.#walks;
        queue.push(one);
      }
    }
  }
}
