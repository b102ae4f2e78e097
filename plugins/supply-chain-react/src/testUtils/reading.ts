/**
 * What is read in an element: each piece of text, with a space between them;
 * where a line may break, a piece goes on.
 *
 * @public
 */
export function textIn(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    const { textContent, previousSibling } = walker.currentNode;
    const piece = textContent?.trim();
    if (!piece) continue;
    text += text && previousSibling?.nodeName !== 'WBR' ? ` ${piece}` : piece;
  }
  return text;
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
