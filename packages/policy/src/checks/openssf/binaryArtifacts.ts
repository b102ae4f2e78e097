import { slsa, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE } from './workflows';

/**
 * OpenSSF Binary-Artifacts: ten points less one for each program in the source.
 * A Gradle wrapper counts: whether a workflow that checks it ran well is not in
 * the source.
 */
export const binaryArtifacts = openSsfCheck({
  name: 'Binary-Artifacts',
  title: 'No binary artifacts in the source',
  controls: [
    ...ssdf('PS.2.1', 'PW.4.1'),
    ...sp80053('SR-4'),
    ...slsa('Build L1'),
  ],
  advice:
    'Remove the binaries, and build them from source or download them during the build.',
  work: 'change',
  score({ source }) {
    if (!source) return NO_SOURCE;
    if (!source.binaries || !source.complete) {
      return { missing: 'Not all files were checked for binaries.' };
    }
    const found = [...source.binaries].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    );
    return {
      score: Math.max(0, 10 - found.length),
      reason:
        found.length === 0
          ? 'no binary artifact'
          : `${found.length} in the source`,
      evidence: found.map(({ path, kind }) => ({
        kind: 'file',
        file: path,
        text: `A binary (${kind})`,
      })),
    };
  },
});
