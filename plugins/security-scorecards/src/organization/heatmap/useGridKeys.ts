import {
  useCallback,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react';

/** A place in a grid; both from 0. */
export interface GridPlace {
  row: number;
  column: number;
}

const steps: Record<string, GridPlace | undefined> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/**
 * One stop of the Tab key for a whole table: the arrow keys go on from there,
 * as the ARIA Authoring Practices have it for grids. What can be reached bears
 * `data-row` and `data-column`.
 */
export function useGridKeys(size: { rows: number; columns: number }) {
  const { rows, columns } = size;
  const [stop, setStop] = useState<GridPlace>({ row: 0, column: 0 });
  const onFocus = useCallback((event: FocusEvent) => {
    const place = placeOf(event.target);
    if (place) setStop(place);
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const step = steps[event.key];
      let place = placeOf(event.target as Element);
      if (!step || !place) return;
      event.preventDefault();
      // Places without anything to reach are stepped over.
      for (;;) {
        place = {
          row: place.row + step.row,
          column: place.column + step.column,
        };
        if (!isWithin(place)) return;
        const next = event.currentTarget.querySelector<HTMLElement>(
          `[data-row="${place.row}"][data-column="${place.column}"]`,
        );
        // A narrow table hides columns.
        if (next && next.checkVisibility?.() !== false) {
          next.focus();
          return;
        }
      }
      function isWithin({ row, column }: GridPlace) {
        return row >= 0 && row < rows && column >= 0 && column < columns;
      }
    },
    [rows, columns],
  );
  // The table may have become smaller since.
  const row = Math.min(stop.row, Math.max(rows - 1, 0));
  return { stop: { row, column: stop.column }, onFocus, onKeyDown };
}

function placeOf(element: Element): GridPlace | undefined {
  const reached = element.closest<HTMLElement>('[data-row][data-column]');
  if (!reached) return undefined;
  const { row, column } = reached.dataset;
  return { row: Number(row), column: Number(column) };
}
