import {
  securityFileKind,
  type SecurityFileKind,
  type SourceTree,
} from '@safety-curtain/policy';
import type { NewChange } from './serviceChanges';

const kinds = {
  workflow: 'workflow-changed',
  dockerfile: 'dockerfile-changed',
  'update-tool': 'update-tool-changed',
} as const satisfies Record<SecurityFileKind, NewChange['kind']>;

/**
 * Files of a source that configure security and are new, changed or gone. A
 * file that could not be read, or that may lie beyond a limit, is neither.
 */
export function sourceChanges(
  targetId: number,
  before: SourceTree,
  after: SourceTree,
): NewChange[] {
  const changes: NewChange[] = [];
  const note = (path: string, detail: 'added' | 'changed' | 'removed') => {
    const kind = securityFileKind(path);
    if (kind) {
      changes.push({ targetId, kind: kinds[kind], subject: path, detail });
    }
  };
  const pathsBefore = new Set(before.paths);
  const pathsAfter = new Set(after.paths);
  for (const [path, text] of after.texts) {
    const textBefore = before.texts.get(path);
    if (textBefore !== undefined && textBefore !== text) note(path, 'changed');
  }
  for (const path of before.complete ? pathsAfter : []) {
    if (!pathsBefore.has(path)) note(path, 'added');
  }
  for (const path of after.complete ? pathsBefore : []) {
    if (!pathsAfter.has(path)) note(path, 'removed');
  }
  return changes.sort((a, b) => (a.subject < b.subject ? -1 : 1));
}
