import { limits } from '../../limits';
import {
  ERLANG,
  itemsOf,
  nameOf,
  partsOf,
  type Term,
  TermReader,
} from './terms';

/** Terms of a file, each of which ends with a full stop. */
export function erlangTerms(text: string, allowance?: number): Term[] {
  const reader = new TermReader(text, ERLANG, allowance);
  const terms: Term[] = [];
  while (!reader.isAtEnd) {
    terms.push(reader.term());
    reader.expect('.');
  }
  return terms;
}

/**
 * The names that `deps` of a rebar.config lists: an atom, or a tuple that begins with one.
 *
 * @throws InputError for what is no list of terms
 */
export function rebarRequirements(text: string): Set<string> {
  const lists = erlangTerms(text, limits.siblingMemory)
    .map(partsOf)
    .filter(([key]) => nameOf(key) === 'deps')
    .flatMap(([, list]) => itemsOf(list));
  return new Set(
    lists.flatMap(item => nameOf(item) ?? nameOf(partsOf(item)[0]) ?? []),
  );
}
