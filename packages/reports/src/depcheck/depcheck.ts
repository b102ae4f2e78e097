import { entriesOf, isFields, listOf } from '@safety-curtain/input';
import { addHint } from '../packages/dependencyHints';
import type { ReportReader } from '../reader';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { unreadNotice } from '../report/unread';

/** Files that are named of one missing package. */
const MAX_FILES = 20;

/** `depcheck --json`. */
export const depcheck: ReportReader = {
  id: 'depcheck',
  name: 'depcheck',
  recognizes: ({ json }) =>
    isFields(json) &&
    Array.isArray(json.dependencies) &&
    Array.isArray(json.devDependencies) &&
    isFields(json.missing) &&
    isFields(json.using),
  read({ json }, { maxResults, root }) {
    const report = new ReportBuilder(
      toolOf('depcheck', 'depcheck'),
      maxResults,
    );
    if (!isFields(json)) return [report.report()];
    const declared = { ecosystem: 'npm', file: 'package.json' } as const;
    for (const name of listOf(json.dependencies)) {
      addHint(report, 'unused-dependency', { ...declared, name });
    }
    for (const name of listOf(json.devDependencies)) {
      addHint(report, 'unused-development-dependency', { ...declared, name });
    }
    for (const [name, files] of entriesOf(json.missing)) {
      for (const file of listOf(files).slice(0, MAX_FILES)) {
        const used = { ecosystem: 'npm', name, file, root } as const;
        addHint(report, 'undeclared-dependency', used);
      }
    }
    const unread = [
      ...entriesOf(json.invalidFiles),
      ...entriesOf(json.invalidDirs),
    ];
    for (const [file, reason] of unread.slice(0, MAX_FILES)) {
      report.notice(unreadNotice(file, reason, root));
    }
    // A file that could not be read makes more look unused, never less.
    return [report.report()];
  },
};
