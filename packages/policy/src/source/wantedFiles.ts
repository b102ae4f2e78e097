import { isDockerfile } from './dockerfile';
import { isUpdateToolFile } from './updateTools';
import {
  isCodeOwners,
  isLicenseFile,
  isSecurityPolicy,
} from './wellKnownFiles';
import { isWorkflow } from './workflow';

/** By name: `install.sh`. */
export function isShellScript(path: string): boolean {
  return /\.(?:sh|bash|mksh)$/i.test(path);
}

/**
 * Whether the built-in checks read the text of a file: all that `SourceTree.texts` needs.
 *
 * @public
 */
export function isWantedSource(path: string): boolean {
  return (
    isWorkflow(path) ||
    isDockerfile(path) ||
    isShellScript(path) ||
    isUpdateToolFile(path) ||
    isSecurityPolicy(path) ||
    isCodeOwners(path) ||
    isLicenseFile(path) ||
    path === 'pom.xml' ||
    path === 'package.json'
  );
}
