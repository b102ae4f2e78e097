import type {
  GateBase,
  GateComponent,
  GateFinding,
  GateNote,
  GateReported,
} from './gateFacts';

/** Of a package, whatever its version. */
export function packageKeyOf(
  ecosystem: string | undefined,
  name: string,
): string {
  return `${ecosystem ?? ''}\0${name}`;
}

/** Package and id of the vulnerability, by each of its ids. */
export function keysOf(finding: GateFinding): string[] {
  const key = packageKeyOf(finding.ecosystem, finding.package);
  return [finding.vulnerability, ...finding.aliases].map(
    id => `${key}\0${id.toLowerCase()}`,
  );
}

/** Whether two notes are of the same place for the same reason. */
export function isSameNote(one: GateNote, other: GateNote): boolean {
  return one.at !== '' && one.at === other.at && one.reason === other.reason;
}

/**
 * Whether two notes are of a file that did not change in between. One whose content is not known may
 * hold anything by now.
 */
export function isSameFile(one: GateNote, other: GateNote): boolean {
  return (
    one.digest !== undefined &&
    one.digest === other.digest &&
    isSameNote(one, other)
  );
}

/** What was there before, found by what is there now. */
export class Before {
  readonly #findings = new Map<string, GateFinding[]>();
  readonly #reported: ReadonlyMap<string, GateReported>;
  readonly #components = new Map<string, GateComponent[]>();

  /** @param base - absent where all is new */
  constructor(base: GateBase | undefined) {
    for (const finding of base?.findings ?? []) {
      for (const key of keysOf(finding)) push(this.#findings, key, finding);
    }
    this.#reported = new Map(
      base?.reported?.map(each => [each.fingerprint, each]),
    );
    for (const component of base?.components ?? []) {
      const { ecosystem, name } = component;
      push(this.#components, packageKeyOf(ecosystem, name), component);
    }
  }

  /** The same vulnerability of the same package, whatever its version. */
  findings(finding: GateFinding): GateFinding[] {
    return keysOf(finding).flatMap(key => this.#findings.get(key) ?? []);
  }

  reported({ fingerprint }: GateReported): GateReported | undefined {
    return this.#reported.get(fingerprint);
  }

  /** All versions of the same package. */
  components({ ecosystem, name }: GateComponent): readonly GateComponent[] {
    return this.#components.get(packageKeyOf(ecosystem, name)) ?? [];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
