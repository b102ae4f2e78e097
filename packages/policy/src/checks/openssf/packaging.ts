import { samm, slsa, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { JobPattern, matchingLine, NO_SOURCE, workflowsOf } from './workflows';

/** Jobs that publish, as OpenSSF Scorecard knows them. */
export const publishingJobs: readonly JobPattern[] = [
  { steps: [{ uses: 'actions/setup-node' }, { run: ['npm', 'publish'] }] },
  { steps: [{ uses: 'actions/setup-java' }, { run: ['mvn', 'deploy'] }] },
  { steps: [{ uses: 'actions/setup-java' }, { run: ['gradle', 'publish'] }] },
  { steps: [{ run: ['sbt', 'ci-release'] }] },
  { steps: [{ run: ['gem', 'push'] }] },
  { steps: [{ run: ['nuget', 'push'] }] },
  { steps: [{ run: ['docker', 'push'] }] },
  { steps: [{ uses: 'docker/build-push-action' }] },
  { steps: [{ uses: 'pypa/gh-action-pypi-publish' }] },
  { steps: [{ uses: 'relekang/python-semantic-release' }] },
  { steps: [{ uses: 'goreleaser/goreleaser-action' }] },
  { steps: [{ run: ['cargo', 'publish'] }] },
  { steps: [{ uses: 'imjasonh/setup-ko' }] },
  { steps: [{ uses: 'ko-build/setup-ko' }] },
  { steps: [{ run: ['npx', 'semantic-release'] }] },
  { steps: [{ uses: 'erlef/setup-elixir' }, { run: ['hex.publish'] }] },
];

/** OpenSSF Packaging: all points where a workflow publishes; otherwise inconclusive. */
export const packaging = openSsfCheck({
  name: 'Packaging',
  title: 'Published by a workflow',
  controls: [...ssdf('PS.3.1'), ...samm('I-SD-A'), ...slsa('Build L2')],
  advice: 'Publish from a workflow, not from a person’s machine.',
  work: 'change',
  score({ source }) {
    if (!source) return NO_SOURCE;
    for (const { path, jobs } of workflowsOf(source)) {
      for (const job of jobs) {
        const line = matchingLine(job, publishingJobs);
        if (line !== undefined) {
          const text = 'A workflow that publishes';
          return {
            score: 10,
            reason: 'a workflow publishes it',
            evidence: [{ kind: 'file', file: path, line, text }],
          };
        }
      }
    }
    return { nothing: 'No workflow is known to publish it.' };
  },
});
