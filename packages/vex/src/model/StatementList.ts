import { VexError } from '../VexError';
import { bounds, NotUnderstood, Statement } from './statement';

/** What a reader has found so far, within bounds. */
export class StatementList {
  readonly statements: Statement[] = [];
  readonly notUnderstood: NotUnderstood[] = [];
  #subjects = 0;

  add(statement: Statement): void {
    this.#subjects += statement.subjects.length;
    if (this.statements.length === bounds.statements) {
      throw new VexError(`it makes more than ${bounds.statements} statements`);
    }
    if (this.#subjects > bounds.subjects) {
      throw new VexError(`it names more than ${bounds.subjects} products`);
    }
    this.statements.push(statement);
  }

  note(at: string, reason: string): void {
    if (this.notUnderstood.length < bounds.notes) {
      this.notUnderstood.push({ at, reason });
    } else if (this.notUnderstood.length === bounds.notes) {
      this.notUnderstood.push({ at: '', reason: 'and more of the kind' });
    }
  }
}
