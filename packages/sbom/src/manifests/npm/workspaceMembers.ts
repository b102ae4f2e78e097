import { findFolders } from '../../input/folderPatterns';
import type { Sibling } from '../../model';
import { packageJsonBeside, type PackageJson } from './packageJson';

/** Members of one workspace that are compared; more leave the rest open. */
const MAX_MEMBERS = 1000;

/** A project of a workspace, as its package.json has it. */
export interface Member {
  /** Below the root, empty for it. */
  folder: string;
  /** Path of its package.json, for differences. */
  manifest: string;
  project: PackageJson;
}

/** The root and the members that its `workspaces` find, and whether these are all. */
export function workspaceMembers(
  root: PackageJson,
  sibling: Sibling,
): { members: Member[]; complete: boolean } {
  const found = findFolders(root.workspaces, 'package.json', sibling);
  const folders = found.folders.slice(0, MAX_MEMBERS);
  const members: Member[] = [
    { folder: '', manifest: 'package.json', project: root },
  ];
  for (const folder of folders) {
    const project = packageJsonBeside(sibling, folder);
    if (project) {
      members.push({ folder, manifest: `${folder}/package.json`, project });
    }
  }
  return {
    members,
    complete: found.complete && members.length === found.folders.length + 1,
  };
}
