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
/** Edges that are followed upwards for all components of a manifest together. */
const MAX_STEPS = 5_000_000;

/** Who asks for whom in one manifest. */
export class Dependents {
  readonly #components: ReadonlyMap<string, Component>;
  readonly #incoming = new Map<string, string[]>();
  #steps = 0;

  constructor({ components }: PlannedManifest) {
    this.#components = new Map(components.map(one => [one.purl, one]));
    for (const { purl, dependsOn } of components) {
      for (const target of dependsOn) {
        const known = this.#incoming.get(target);
        if (known) known.push(purl);
        else this.#incoming.set(target, [purl]);
      }
    }
  }

  /** What a component comes in through, itself left out. */
  above(purl: string): Through {
    const above = new Set([purl]);
    const direct: Component[] = [];
    // A Set visits what is added during the walk.
    for (const one of above) {
      const component = this.#components.get(one);
      if (one !== purl && component?.direct) direct.push(component);
      if (direct.length > MOST_THROUGH || this.#steps > MAX_STEPS) {
        return { direct: direct.slice(0, MOST_THROUGH), complete: false };
      }
      for (const dependent of this.#incoming.get(one) ?? []) {
        this.#steps += 1;
        above.add(dependent);
      }
    }
    return { direct, complete: true };
  }

  /** A component and all that comes in with it. */
  below(purl: string): Component[] {
    const below = new Set([purl]);
    for (const one of below) {
      this.#components.get(one)?.dependsOn.forEach(next => below.add(next));
    }
    return [...below].flatMap(one => this.#components.get(one) ?? []);
  }
}
