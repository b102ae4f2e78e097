import { asOrigin, asScope } from './cycloneDxComponent';
import type { RecordedUse, SbomScope } from './sbom';

/** Text that says something: SPDX has words for saying nothing. */
export function stated(text: string | undefined): string | undefined {
  return text === 'NOASSERTION' || text === 'NONE' ? undefined : text;
}

/** Whether a use is direct, in the words of our own writer; it knows a third one. */
const USES: ReadonlyMap<string, boolean> = new Map([
  ['direct', true],
  ['transitive', false],
]);

/** What our own writer says in a comment. */
export function recordedUse(
  comment: string | undefined,
): RecordedUse | undefined {
  const [, scope, use, from] =
    /^scope: (\w+); (\w+)(?:; origin: (\w+))?$/.exec(comment ?? '') ?? [];
  const known = asScope(scope);
  const origin = asOrigin(from);
  return (
    known && {
      direct: USES.get(use),
      scope: known,
      ...(origin && { origin }),
    }
  );
}

/** How much a scope asks for; what is needed anywhere is needed. */
const STRENGTH: readonly SbomScope[] = ['excluded', 'optional', 'required'];

/** Of what is said of the uses of packages, the strongest for each. */
export class StrongestScopes {
  private readonly found = new Map<string, SbomScope>();

  note(id: string, scope: SbomScope): void {
    const known = this.found.get(id);
    if (!known || STRENGTH.indexOf(scope) > STRENGTH.indexOf(known)) {
      this.found.set(id, scope);
    }
  }

  /** Undefined where nothing is said. */
  of(id: string): SbomScope | undefined {
    return this.found.get(id);
  }
}
