import { bounds, type VexDocument } from '../model/statement';
import { StatementList } from '../model/StatementList';
import { readSubject } from './appliesTo';

/**
 * A document with what of it can be matched: products that name no package, or more than one, are
 * told among what is not understood, and a statement about nothing else is not taken over.
 *
 * @public
 */
export function onlyMatchable(document: VexDocument): VexDocument {
  const found = new StatementList();
  document.notUnderstood.forEach(({ at, reason }) => found.note(at, reason));
  for (const statement of document.statements) {
    const subjects = statement.subjects.filter(subject => {
      const test = readSubject(subject);
      if (typeof test === 'string') found.note(statement.at, test);
      return typeof test !== 'string';
    });
    const { id } = statement.vulnerability;
    if (id.length > bounds.id) {
      found.note(statement.at, 'the id of its vulnerability is too long');
    } else if (subjects.length > 0) {
      found.add({ ...statement, subjects });
    }
  }
  return { ...document, ...found };
}
