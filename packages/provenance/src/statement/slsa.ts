import { isFields, listOf, type Fields } from '@safety-curtain/input';
import { boundedText } from '../model/boundedText';
import type { Origin } from '../model/outcome';

/** What a predicate of SLSA provenance says of a build. */
export type SaidOfBuild = Pick<
  Origin,
  | 'builder'
  | 'sourceRepository'
  | 'sourceRef'
  | 'sourceRevision'
  | 'workflow'
  | 'run'
>;

const V02 = 'https://slsa.dev/provenance/v0.2';
const V1 = 'https://slsa.dev/provenance/v1';

/** Whether a predicate is SLSA provenance of a version that is read. */
export function isSlsa(predicateType: string | undefined): boolean {
  return predicateType === V02 || predicateType === V1;
}

/** What SLSA provenance v0.2 or v1 says; nothing for anything else. */
export function readSlsa(
  predicateType: string | undefined,
  predicate: unknown,
): SaidOfBuild {
  if (!isFields(predicate)) return {};
  if (predicateType === V02) return readV02(predicate);
  return predicateType === V1 ? readV1(predicate) : {};
}

function readV02(predicate: Fields): SaidOfBuild {
  const invocation = child(predicate, 'invocation');
  const source = child(invocation, 'configSource');
  const { repository, ref } = splitUri(source.uri);
  return {
    builder: boundedText(child(predicate, 'builder').id),
    sourceRepository: repository,
    sourceRef: ref,
    sourceRevision: revisionOf(source.digest),
    workflow: boundedText(source.entryPoint),
  };
}

function readV1(predicate: Fields): SaidOfBuild {
  const definition = child(predicate, 'buildDefinition');
  const parameters = child(definition, 'externalParameters');
  const workflow = child(parameters, 'workflow');
  const details = child(predicate, 'runDetails');
  const named = boundedText(workflow.repository);
  // What slsa-github-generator names instead of a workflow.
  const source = splitUri(child(parameters, 'source').uri ?? parameters.source);
  const repository = named ?? source.repository;
  return {
    builder: boundedText(child(details, 'builder').id),
    sourceRepository: repository,
    sourceRef: boundedText(workflow.ref) ?? source.ref,
    sourceRevision: revisionIn(definition.resolvedDependencies, repository),
    workflow: boundedText(workflow.path),
    run: boundedText(child(details, 'metadata').invocationId),
  };
}

/** The commit of the source among what a build took. */
function revisionIn(
  dependencies: unknown,
  repository: string | undefined,
): string | undefined {
  return listOf(dependencies)
    .filter(isFields)
    .filter(({ uri }) => splitUri(uri).repository === repository)
    .map(({ digest }) => revisionOf(digest))
    .find(revision => revision !== undefined);
}

function revisionOf(digest: unknown): string | undefined {
  if (!isFields(digest)) return undefined;
  const revision = boundedText(digest.gitCommit ?? digest.sha1);
  return revision && /^[0-9a-f]{40,64}$/.test(revision) ? revision : undefined;
}

/** `git+https://host/owner/name@refs/tags/v1` in its parts. */
function splitUri(uri: unknown): { repository?: string; ref?: string } {
  const text = boundedText(uri);
  if (text === undefined) return {};
  const [address, ...rest] = text.replace(/^git\+/, '').split('@refs/');
  return {
    repository: address.replace(/\.git$/, ''),
    ref: rest.length === 1 ? `refs/${rest[0]}` : undefined,
  };
}

function child(fields: Fields, name: string): Fields {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return isFields(value) ? value : {};
}
