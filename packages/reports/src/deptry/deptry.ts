import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { addHint, type DependencyHint } from '../packages/dependencyHints';
import type { ReportReader } from '../reader';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';

/** deptry's documentation, "Rules and Violations"; DEP005 is about Python's own modules. */
const HINTS: ReadonlyMap<unknown, DependencyHint> = new Map([
  ['DEP001', 'undeclared-dependency'],
  ['DEP002', 'unused-dependency'],
  ['DEP003', 'transitive-dependency'],
  ['DEP004', 'misplaced-dependency'],
]);

/** `deptry --json-output`. */
export const deptry: ReportReader = {
  id: 'deptry',
  name: 'deptry',
  ofLists: true,
  recognizes: ({ json }) => {
    const [first] = listOf(json);
    return (
      isFields(first) &&
      typeof first.module === 'string' &&
      isFields(first.error) &&
      typeof first.error.code === 'string' &&
      /^DEP\d{3}$/.test(first.error.code)
    );
  },
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(toolOf('deptry', 'deptry'), maxResults);
    for (const found of listOf(json).filter(isFields)) {
      const error: Fields = isFields(found.error) ? found.error : {};
      const hint = HINTS.get(error.code);
      if (!hint) continue;
      const location: Fields = isFields(found.location) ? found.location : {};
      const { file, line, column } = location;
      addHint(report, hint, {
        ecosystem: 'PyPI',
        name: found.module,
        file,
        line,
        column,
        root,
      });
    }
    return [report.report()];
  },
};
