import { InputError, refuseDamage } from '@safety-curtain/input';
import { folderOf, joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { quoted, type Warnings } from '../warnings';

/** One requirement of a requirements file. */
export interface RequirementLine {
  /** Without comment; continuation lines joined. */
  text: string;
  /** What the comments after it name as the reason: pip-compile's and uv's `# via`. */
  via: string[];
  /** From a file that `-c` names: pins versions, asks for nothing. */
  constraint: boolean;
}

const INCLUDE =
  /^(?:(-r|--requirement)|(-c|--constraint))(?:\s*=\s*|\s+|(?=[^-\s]))(\S.*)$/;

/** Adds the reasons of one comment line to the requirement before it. */
function readVia(
  comment: string,
  line: RequirementLine,
  open: boolean,
): boolean {
  const start = /^\s*#\s*via\b\s*(.*)$/.exec(comment);
  const text = start ? start[1] : comment.replace(/^\s*#\s*/, '');
  if (!start && !open) {
    return false;
  }
  line.via.push(
    ...text
      .split(',')
      .map(item => item.trim())
      .filter(Boolean),
  );
  return true;
}

/**
 * Requirements files as pip reads them (pip docs, "Requirements file format"): continuation
 * lines, comments, and included files, each at most once.
 */
export class RequirementFiles {
  readonly lines: RequirementLine[] = [];
  /** Files that are included and not at hand, as they are named, by path where that is known. */
  readonly absent = new Map<string, string | undefined>();
  private readonly visited = new Set<string>();

  constructor(
    private readonly sibling: Sibling,
    private readonly warnings: Warnings,
  ) {}

  read(text: string, path: string, constraint = false): void {
    this.visited.add(path);
    let joined = '';
    let last: RequirementLine | undefined;
    let inVia = false;
    const rows = text.split(/\r\n|\r|\n/);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      if (/^\s*#/.test(row)) {
        inVia = last !== undefined && readVia(row, last, inVia);
        if (joined === '') {
          continue;
        }
      }
      const continues = row.endsWith('\\') && !/^\s*#/.test(row);
      joined += continues ? row.slice(0, -1) : row;
      if (continues && index + 1 < rows.length) {
        continue;
      }
      const comment = /(?:^|\s)#.*$/.exec(joined)?.[0] ?? '';
      const requirement = joined
        .slice(0, joined.length - comment.length)
        .trim();
      joined = '';
      if (requirement === '') {
        continue;
      }
      last = this.take(requirement, path, constraint);
      inVia = last !== undefined && readVia(comment.trim(), last, false);
    }
  }

  private take(
    text: string,
    path: string,
    constraint: boolean,
  ): RequirementLine | undefined {
    const include = INCLUDE.exec(text);
    if (include) {
      this.include(include[3], path, constraint || include[2] !== undefined);
      return undefined;
    }
    const line: RequirementLine = { text, via: [], constraint };
    this.lines.push(line);
    if (this.lines.length > limits.components) {
      throw new InputError(`more than ${limits.components} requirements`);
    }
    return line;
  }

  private include(target: string, from: string, constraint: boolean): void {
    const path = joinPath(folderOf(from), target.replace(/^["']|["']$/g, ''));
    if (path !== undefined && this.visited.has(path)) {
      return;
    }
    if (this.visited.size + this.absent.size >= limits.includes) {
      throw new InputError(`includes more than ${limits.includes} files`);
    }
    const text = path === undefined ? undefined : this.sibling(path);
    if (path === undefined || text === undefined) {
      this.warnings.add(
        `the included file ${quoted(
          target,
        )} is not in the source or was not fetched: what it asks for was not looked at`,
      );
      this.absent.set(target, path);
      return;
    }
    try {
      refuseDamage(text, true);
    } catch (error) {
      throw new InputError(
        `the included file ${quoted(target)}: ${(error as Error).message}`,
      );
    }
    this.read(text, path, constraint);
  }
}
