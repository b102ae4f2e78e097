import { fuzzersIn } from '../../source/fuzzers';
import type { SourceTree } from '../../source/sourceTree';
import { samm, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE } from './workflows';

const CLUSTER_FUZZ_LITE = '.clusterfuzzlite/Dockerfile';

/** OpenSSF Fuzzing, without OSS-Fuzz, which is not in the source: all points or none. */
export const fuzzing = openSsfCheck({
  name: 'Fuzzing',
  title: 'Fuzzed or tested by properties',
  controls: [...ssdf('PW.8.2'), ...sp80053('SA-11'), ...samm('V-ST-B')],
  advice:
    'Feed random input to whatever reads untrusted data, with the fuzzer or property-based testing library of the language.',
  work: 'project',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const use = findFuzzer(source);
    if (use) {
      const text = `Uses ${use.tool}`;
      return {
        score: 10,
        reason: `${use.tool} is in use`,
        evidence: [{ kind: 'file', file: use.path, line: use.line, text }],
      };
    }
    return source.fuzzers && source.complete
      ? { score: 0, reason: 'no fuzzing was found', evidence: [] }
      : { missing: 'Not all files were checked for fuzzing.' };
  },
});

function findFuzzer(source: SourceTree) {
  if (source.paths.includes(CLUSTER_FUZZ_LITE)) {
    return { path: CLUSTER_FUZZ_LITE, line: 1, tool: 'ClusterFuzzLite' };
  }
  const [first] = [...(source.fuzzers ?? [])].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  if (first) return first;
  for (const [path, text] of source.texts) {
    const use = fuzzersIn(path, text);
    if (use) return use;
  }
  return undefined;
}
