import { asBlankReason, BLANKS_PROPERTY } from './blanks';
import { asOrigin, asScope } from './cycloneDxComponent';
import type { GenerationContext } from './documentMeta';
import type { RecordedUse, SbomScope } from './sbom';
import type { BlankReason } from './blanks';

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

const CONTEXTS: readonly string[] = [
  'design',
  'source',
  'build',
  'analyzed',
  'deployed',
  'runtime',
] satisfies readonly GenerationContext[];

/** Whether a word is one of CISA's for when a document is made. */
export function isContext(word: string): word is GenerationContext {
  return CONTEXTS.includes(word);
}

/** A longer comment tells of something else, and may use such a word for it. */
const MOST_WORDS = 8;

/**
 * The word in a creator's comment that says nothing else: SPDX 2 has no field of its own for it, and
 * its annex on minimum elements puts it there.
 */
export function contextsIn(comment: string | undefined): GenerationContext[] {
  const words = (comment ?? '').split(/[\s,;:.]+/, 200);
  const [first] = words.map(word => word.toLowerCase()).filter(isContext);
  return first && words.length <= MOST_WORDS ? [first] : [];
}

/** The version in a namespace of our own (`…-3`): SPDX has no other place for one. */
export function documentVersion(
  namespace: string | undefined,
): string | undefined {
  const [, version] =
    /^https:\/\/spdx\.org\/spdxdocs\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-(\d{1,9})(?:#|$)/.exec(
      namespace ?? '',
    ) ?? [];
  return version;
}

/** Why our own documents leave things out, in a line of the document's comment. */
export function blanksIn(comment: string | undefined): BlankReason | undefined {
  const start = `${BLANKS_PROPERTY}: `;
  const line = (comment ?? '').split('\n').find(one => one.startsWith(start));
  return asBlankReason(line?.slice(start.length));
}
