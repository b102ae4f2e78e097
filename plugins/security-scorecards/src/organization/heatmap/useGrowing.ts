import { useEffect, useState } from 'react';

/** Rows that fit on a screen, and some more. */
const FIRST = 40;
const STEP = 60;

/**
 * How many of many rows to draw: those that are seen at once, and the others
 * bit by bit, so that the page answers meanwhile.
 */
export function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(FIRST);
  useEffect(() => {
    if (drawn >= total) return undefined;
    const timer = setTimeout(() => setDrawn(before => before + STEP));
    return () => clearTimeout(timer);
  }, [drawn, total]);
  return Math.min(drawn, total);
}
