import {
  fieldsOf,
  InputError,
  isFields,
  listOf,
  readLocatedYaml,
  textOf,
} from '@safety-curtain/input';
import { plainOf } from '../../input/mergedYaml';

/** A chart that another asks for, or that a lock file has. */
export interface ChartEntry {
  name: string;
  /** A version, or a range of them. */
  version?: string;
  /** Address of a repository, `@name` of one, `oci://…`, or `file://…`. */
  repository?: string;
  /** Whether values can switch it off (Helm, "Tags and Condition fields"). */
  optional: boolean;
}

/** The entries under `dependencies` of a chart's files. */
export function chartEntries(text: string): {
  entries: ChartEntry[];
  /** Entries that have no name. */
  nameless: number;
  name?: string;
  version?: string;
  isChart: boolean;
  isLock: boolean;
} {
  const fields = fieldsOf(plainOf(readLocatedYaml(text)), 'the file');
  // Without a value it is an empty text.
  if (fields.dependencies && !Array.isArray(fields.dependencies)) {
    throw new InputError("'dependencies' is no list");
  }
  const all = listOf(fields.dependencies);
  const entries = all.flatMap((item): ChartEntry[] => {
    const name = isFields(item) ? textOf(item.name) : undefined;
    if (!isFields(item) || name === undefined) {
      return [];
    }
    const version = textOf(item.version);
    const repository = textOf(item.repository);
    const isSwitched = item.condition !== undefined || item.tags !== undefined;
    return [
      {
        name,
        ...(version && { version }),
        ...(repository && { repository }),
        optional: isSwitched,
      },
    ];
  });
  const name = textOf(fields.name);
  const version = textOf(fields.version);
  return {
    entries,
    nameless: all.length - entries.length,
    ...(name && { name }),
    ...(version && { version }),
    isChart: name !== undefined,
    isLock: textOf(fields.digest) !== undefined,
  };
}
