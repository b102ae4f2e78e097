import {
  attributeOf,
  childrenOf,
  contentOf,
  elementsOf,
  entriesOf,
  type Fields,
  InputError,
  isFields,
  readXml,
} from '@safety-curtain/input';
import { folderOf, joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { holds, isDefaultOf, Properties } from './msbuildText';

/** Folders above a project in which files for all projects are looked for. */
const MAX_ABOVE = 20;
/** `Choose` in `Choose`. */
const MAX_CHOICES = 10;

/** An item as written, and whether it counts in any case. */
export interface Item {
  kind: string;
  element: Fields;
  certain: boolean;
}

/** @throws InputError for text that is no project of MSBuild */
export function parseProject(text: string, allowance?: number): Fields {
  const document = readXml(text, { attributes: true, allowance });
  const project = document.Project;
  // One without any element or attribute is a text.
  if (project === undefined) {
    throw new InputError('no <Project> element');
  }
  return isFields(project) ? project : {};
}

/**
 * The nearest file of a name in a folder or one above it.
 *
 * @param folder - relative to the manifest's
 */
export function nearest(
  name: string,
  folder: string,
  sibling: Sibling,
): string | undefined {
  let at = folder;
  for (let i = 0; i < MAX_ABOVE; i++) {
    const path = joinPath(at, name);
    if (path === undefined) {
      return undefined;
    }
    if (sibling(path) !== undefined) {
      return path;
    }
    at = joinPath(at, '..') ?? '';
  }
  return undefined;
}

const ABOVE_FILE =
  /^\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*'?([\w.-]+)'?\s*(?:,\s*'?([^',]*)'?\s*)?\)\)$/i;
const ABOVE_FOLDER =
  /^\$\(\[MSBuild\]::GetDirectoryNameOfFileAbove\('?([^,']*)'?\s*,\s*'?([\w.-]+)'?\)\)[/\\]([\w.-]+)$/i;
const THIS_FOLDER = /\$\(MSBuildThisFileDirectory\)\/?/gi;

/**
 * The properties and items of a project, with those of the files that it is made of: its own, the
 * files for all projects of a folder, and what they import. Nothing is run: conditions that compare
 * what is not known hold for items, and make properties unknown.
 */
export class MsbuildFiles {
  readonly properties = new Properties();
  readonly items: Item[] = [];
  /** Imported files that were not at hand, by path. */
  readonly absent = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly sibling: Sibling) {}

  /** @param path - relative to the manifest's folder */
  takeFile(path: string | undefined): void {
    if (path === undefined || this.seen.has(path)) {
      return;
    }
    if (this.seen.size >= limits.includes) {
      throw new InputError(`imports more than ${limits.includes} files`);
    }
    this.seen.add(path);
    const text = this.sibling(path);
    if (text === undefined) {
      this.absent.add(path);
      return;
    }
    try {
      this.take(parseProject(text, limits.siblingMemory), folderOf(path));
    } catch {
      this.absent.add(path);
    }
  }

  take(project: Fields, folder: string): void {
    for (const element of elementsOf(project, 'Import')) {
      this.import(element, folder);
    }
    this.takeGroups(project, 0, true);
  }

  private takeGroups(parent: Fields, depth: number, certain: boolean): void {
    for (const group of elementsOf(parent, 'PropertyGroup')) {
      this.takeProperties(group, certain);
    }
    for (const group of elementsOf(parent, 'ItemGroup')) {
      this.takeItems(group, certain);
    }
    if (depth < MAX_CHOICES) {
      for (const choice of elementsOf(parent, 'Choose')) {
        for (const branch of ['When', 'Otherwise']) {
          elementsOf(choice, branch).forEach(each =>
            this.takeGroups(each, depth + 1, false),
          );
        }
      }
    }
  }

  private import(element: Fields, folder: string): void {
    const asked = attributeOf(element, 'Project');
    const condition = attributeOf(element, 'Condition');
    if (!asked || attributeOf(element, 'Sdk') !== undefined) {
      return;
    }
    if (holds(condition, this.properties) === false) {
      return;
    }
    const path = this.resolve(asked, folder);
    const mayBeAbsent = condition !== undefined;
    if (path && !(mayBeAbsent && this.sibling(path) === undefined)) {
      this.takeFile(path);
    }
  }

  /** Undefined for what lies with the tools, and what is computed in other ways. */
  private resolve(asked: string, folder: string): string | undefined {
    const text = asked.trim().slice(0, 1000);
    const [, name, from = ''] = ABOVE_FILE.exec(text) ?? [];
    if (name !== undefined) {
      const start = from.replace(THIS_FOLDER, '') || '.';
      return nearest(name, joinPath(folder, start) ?? '', this.sibling);
    }
    const [, start = '', mark, file] = ABOVE_FOLDER.exec(text) ?? [];
    if (mark !== undefined) {
      const at = joinPath(folder, start.replace(THIS_FOLDER, '') || '.') ?? '';
      const found = nearest(mark, at, this.sibling);
      return found && joinPath(folderOf(found), file);
    }
    const expanded = this.properties.expand(text.replace(THIS_FOLDER, './'));
    return expanded === undefined || /[*?]/.test(expanded)
      ? undefined
      : joinPath(folder, expanded);
  }

  private takeProperties(group: Fields, certain: boolean): void {
    const holding = holds(attributeOf(group, 'Condition'), this.properties);
    if (holding === false) {
      return;
    }
    for (const [name, value] of entriesOf(group)) {
      if (name.startsWith('@') || name === '#text') {
        continue;
      }
      for (const element of Array.isArray(value) ? value : [value]) {
        const condition = attributeOf(element, 'Condition');
        const text = contentOf(element) ?? '';
        if (isDefaultOf(condition, name)) {
          if (!this.properties.isSet(name)) {
            this.properties.set(name, text);
          }
          continue;
        }
        const own = holds(condition, this.properties);
        if (own !== false) {
          this.properties.set(
            name,
            text,
            certain && holding === true && own === true,
          );
        }
      }
    }
  }

  private takeItems(group: Fields, certain: boolean): void {
    const holding = holds(attributeOf(group, 'Condition'), this.properties);
    if (holding === false) {
      return;
    }
    for (const kind of [
      'PackageVersion',
      'GlobalPackageReference',
      'PackageReference',
      'DotNetCliToolReference',
    ]) {
      for (const child of childrenOf(group, kind)) {
        const own = holds(attributeOf(child, 'Condition'), this.properties);
        if (isFields(child) && own !== false) {
          this.items.push({
            kind,
            element: child,
            certain: certain && holding === true && own === true,
          });
        }
      }
    }
  }
}
