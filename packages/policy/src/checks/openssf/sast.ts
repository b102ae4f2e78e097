import { actionName } from '../../source/workflow';
import { cis16, samm, sp80053, ssdf } from '../controls';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE, workflowsOf } from './workflows';

/** Actions that analyze source code, as OpenSSF Scorecard knows them. */
const ANALYZERS = [
  /^github\/codeql-action\/analyze$/,
  /^snyk\/actions\//,
  /^facebook\/pysa-action$/,
  /^JetBrains\/qodana-action$/,
  /^hadolint\/hadolint-action$/,
];

/** OpenSSF SAST, as far as the source tells: all points where an analyzer is set up, otherwise none. */
export const sast = openSsfCheck({
  name: 'SAST',
  title: 'Static analysis configured',
  controls: [
    ...ssdf('PW.7.2', 'RV.1.2'),
    ...sp80053('SA-11(1)'),
    ...cis16('16.12'),
    ...samm('V-ST-A'),
  ],
  advice: 'Run CodeQL or another analyzer in a workflow on every pull request.',
  work: 'change',
  score({ source }) {
    if (!source) return NO_SOURCE;
    for (const { path, jobs } of workflowsOf(source)) {
      const uses = jobs
        .flatMap(job => job.steps)
        .map(step => step.uses)
        .find(
          each =>
            each && ANALYZERS.some(name => name.test(actionName(each.text))),
        );
      if (uses) return configured(path, uses.line, actionName(uses.text));
    }
    const pom = source.texts.get('pom.xml') ?? '';
    const at = pom.indexOf('<sonar.host.url>');
    if (at !== -1) {
      return configured(
        'pom.xml',
        pom.slice(0, at).split('\n').length,
        'Sonar',
      );
    }
    return source.complete
      ? { score: 0, reason: 'no analyzer is set up', evidence: [] }
      : { missing: 'Not all of the source could be read.' };
  },
});

function configured(file: string, line: number, tool: string) {
  return {
    score: 10,
    reason: `${tool} is set up`,
    evidence: [{ kind: 'file' as const, file, line, text: `Runs ${tool}` }],
  };
}
