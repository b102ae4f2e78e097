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
export function cellsOf(row: Element): Record<string, string> {
  const columns = [...row.closest('table')!.tHead!.rows[0].cells];
  const cells = [...row.children];
  return Object.fromEntries(
    columns.map((column, index) => [textIn(column), textIn(cells[index])]),
  );
}
