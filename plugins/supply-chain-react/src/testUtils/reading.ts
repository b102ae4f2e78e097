import { within } from '@testing-library/react';

/**
 * What is read in an element: each piece of text, with a space between them.
 *
 * @public
 */
export function textIn(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const pieces: string[] = [];
  while (walker.nextNode()) {
    const piece = walker.currentNode.textContent?.trim();
    if (piece) pieces.push(piece);
  }
  return pieces.join(' ');
}

/**
 * What is read in each cell of a table's row, by the name of its column.
 *
 * @public
 */
export function cellsOf(row: HTMLElement): Record<string, string> {
  const table = row.closest('table')!;
  const columns = within(table).getAllByRole('columnheader');
  const cells = [...row.children];
  return Object.fromEntries(
    columns.map((column, index) => [textIn(column), textIn(cells[index])]),
  );
}

/**
 * What is read for each term of a list of terms and their values.
 *
 * @public
 */
export function factsIn(element: HTMLElement): Record<string, string> {
  const terms = within(element).getAllByRole('term');
  const values = within(element).getAllByRole('definition');
  return Object.fromEntries(
    terms.map((term, index) => [textIn(term), textIn(values[index])]),
  );
}
