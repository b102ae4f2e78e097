import { isFields, listOf } from '@safety-curtain/input';
import { addHint, type DependencyHint } from '../packages/dependencyHints';
import type { ReportReader } from '../reader';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';

/** knip's types of issues that are about packages; the rest is about code that nothing uses. */
const HINTS: readonly [type: string, hint: DependencyHint][] = [
  ['dependencies', 'unused-dependency'],
  ['devDependencies', 'unused-development-dependency'],
  ['unlisted', 'undeclared-dependency'],
];

/** `knip --reporter json`. Each issue is of a file: package.json for what is unused. */
export const knip: ReportReader = {
  id: 'knip',
  name: 'knip',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.issues) &&
    (Array.isArray(json.files) || json.issues.length > 0) &&
    json.issues.every(
      issue =>
        isFields(issue) &&
        typeof issue.file === 'string' &&
        HINTS.some(([type]) => Array.isArray(issue[type])),
    ),
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(toolOf('knip', 'knip'), maxResults);
    const issues = isFields(json) ? listOf(json.issues) : [];
    for (const issue of issues.filter(isFields)) {
      for (const [type, hint] of HINTS) {
        for (const found of listOf(issue[type]).filter(isFields)) {
          const { name, line, col: column } = found;
          const { file } = issue;
          addHint(report, hint, {
            ecosystem: 'npm',
            name,
            file,
            line,
            column,
            root,
          });
        }
      }
    }
    return [report.report()];
  },
};
