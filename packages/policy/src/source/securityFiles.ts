import { isDockerfile } from './dockerfile';
import { isUpdateToolFile } from './updateTools';
import { isWorkflow } from './workflow';

/** What a file of the source configures. @public */
export type SecurityFileKind = 'workflow' | 'dockerfile' | 'update-tool';

/**
 * What a file configures that security rests on: how it is built, in what it runs, what keeps its
 * dependencies new. Undefined for every other file.
 *
 * @public
 */
export function securityFileKind(path: string): SecurityFileKind | undefined {
  if (isWorkflow(path)) return 'workflow';
  if (isDockerfile(path)) return 'dockerfile';
  return isUpdateToolFile(path) ? 'update-tool' : undefined;
}
