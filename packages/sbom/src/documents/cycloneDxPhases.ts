import type { GenerationContext } from './documentMeta';

/** CycloneDX's words for when a document was made (ECMA-424, metadata lifecycles). */
const PHASES: Record<GenerationContext, string> = {
  design: 'design',
  source: 'pre-build',
  build: 'build',
  analyzed: 'post-build',
  deployed: 'operations',
  runtime: 'discovery',
};

const CONTEXTS: ReadonlyMap<string, GenerationContext> = new Map(
  Object.entries(PHASES).map(([context, phase]) => [
    phase,
    context as GenerationContext,
  ]),
);

export function phaseOf(context: GenerationContext): string {
  return PHASES[context];
}

/** Undefined for lifecycles that a document has named itself. */
export function contextOfPhase(
  phase: string | undefined,
): GenerationContext | undefined {
  return CONTEXTS.get(phase ?? '');
}
