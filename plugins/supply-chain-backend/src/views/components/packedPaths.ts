import { Manifest, stepsBefore } from '@safety-curtain/sbom';

/** Package versions by number; services have most of theirs in common. */
export class PackedPurls {
  readonly #numbers = new Map<string, number>();
  readonly #labels: string[] = [];

  get size(): number {
    return this.#labels.length;
  }

  numberOf(purl: string): number | undefined {
    return this.#numbers.get(purl);
  }

  /** `name@version` */
  labelOf(number: number): string {
    return this.#labels[number];
  }

  add(purl: string, name: string, version: string): number {
    const known = this.#numbers.get(purl);
    if (known !== undefined) return known;
    const number = this.#labels.push(`${name}@${version}`) - 1;
    this.#numbers.set(purl, number);
    return number;
  }
}

/** What comes before a direct dependency. */
const NOTHING = -1;

/**
 * How the packages of one manifest come in, the shortest way, in two numbers
 * for each: its own, in ascending order, and that of what comes before it.
 */
export class PackedPaths {
  readonly path: string;
  readonly #purls: PackedPurls;
  readonly #reached: Int32Array;
  readonly #before: Int32Array;

  constructor({ path, components }: Manifest, purls: PackedPurls) {
    const before = stepsBefore({ components });
    const numbers = new Map<number, string>();
    for (const { purl, name, version } of components) {
      if (before.has(purl)) numbers.set(purls.add(purl, name, version), purl);
    }
    this.path = path;
    this.#purls = purls;
    this.#reached = Int32Array.from(numbers.keys()).sort();
    this.#before = this.#reached.map(number => {
      const step = before.get(numbers.get(number)!);
      return step === undefined ? NOTHING : purls.numberOf(step)!;
    });
  }

  /** Components that something leads to. */
  get size(): number {
    return this.#reached.length;
  }

  /** Labels of the steps; undefined where nothing leads to a package. */
  to(purl: string): string[] | undefined {
    const number = this.#purls.numberOf(purl);
    if (number === undefined || this.#placeOf(number) < 0) return undefined;
    const steps: string[] = [];
    for (
      let at = number;
      at !== NOTHING;
      at = this.#before[this.#placeOf(at)]
    ) {
      steps.push(this.#purls.labelOf(at));
    }
    return steps.reverse();
  }

  #placeOf(number: number): number {
    let low = 0;
    let high = this.#reached.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#reached[middle];
      if (found === number) return middle;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
