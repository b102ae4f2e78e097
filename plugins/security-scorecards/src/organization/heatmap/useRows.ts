import type { ScorecardRollUp } from '@safety-curtain/plugin-supply-chain-common';
import { useCallback, useMemo, useState } from 'react';
import { atOrBelow, treeRows, type TreeRow } from './tree';

/** The rows that are shown: what is below a closed one is not. */
export function useRows(
  all: ScorecardRollUp['rows'],
  asTree: boolean,
  node: string | undefined,
) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (ref: string) =>
      setClosed(before => {
        const after = new Set(before);
        if (!after.delete(ref)) after.add(ref);
        return after;
      }),
    [],
  );
  const tree = useMemo(
    // What is above the node that the page is narrowed to is not asked for.
    () => (asTree ? treeRows(atOrBelow(all, node)) : all.map(flatRow)),
    [all, asTree, node],
  );
  const rows = useMemo<TreeRow<(typeof all)[number]>[]>(
    () => tree.filter(row => !row.above.some(ref => closed.has(ref))),
    [tree, closed],
  );
  return { rows, closed, toggle };
}

function flatRow<T>(item: T): TreeRow<T> {
  return { item, depth: 0, hasChildren: false, above: [] };
}
