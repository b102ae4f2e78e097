import { type Located, readLocatedDocuments } from '@safety-curtain/input';
import { listItems, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { inspectImage } from './images';
import { holdsOwnSecret } from './secretNames';

/** Where the pod is in an object, by its kind. */
const PODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['Deployment', ['spec', 'template', 'spec']],
  ['StatefulSet', ['spec', 'template', 'spec']],
  ['DaemonSet', ['spec', 'template', 'spec']],
  ['ReplicaSet', ['spec', 'template', 'spec']],
  ['ReplicationController', ['spec', 'template', 'spec']],
  // Of Argo.
  ['Rollout', ['spec', 'template', 'spec']],
  ['Job', ['spec', 'template', 'spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);
/** Those that run until they are stopped: only these have probes. */
const LASTING = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
];
const MAX_LISTS = 5;

/** Whether a text is a manifest at all: most YAML is not. */
export function isKubernetes(text: string): boolean {
  return (
    /^[\s{[]{0,20}["']?apiVersion["']?\s{0,5}:/m.test(text) &&
    /\bkind["']?\s{0,5}:/.test(text)
  );
}

/**
 * The text without documents that are templates, which are only manifests when they are filled in:
 * one of many, or a text in a ConfigMap, says nothing of the others. Lines keep their numbers.
 */
function filledIn(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map(part => (part.includes('{{') ? part.replace(/[^\n]/g, '') : part))
    .join('');
}

/** Manifests of Kubernetes. */
export function inspectKubernetes(text: string, now: Date): Observation[] {
  const filled = filledIn(text);
  if (!isKubernetes(filled)) return [];
  return objectsIn(readLocatedDocuments(filled), MAX_LISTS).flatMap(object => {
    const kind = textAt(object, 'kind') ?? '';
    const path = PODS.get(kind);
    const pod = path?.reduce<Located | undefined>(
      (value, key) => valueAt(value, key),
      object,
    );
    const name = textAt(valueAt(object, 'metadata'), 'name') ?? '';
    return pod ? inspectPod(`${kind}/${name}`, kind, pod, now) : [];
  });
}

function objectsIn(values: readonly Located[], depth: number): Located[] {
  return values.flatMap(value =>
    textAt(value, 'kind') === 'List' && depth > 0
      ? objectsIn(listItems(valueAt(value, 'items')), depth - 1)
      : [value],
  );
}

function inspectPod(
  object: string,
  kind: string,
  pod: Located,
  now: Date,
): Observation[] {
  const found: Observation[] = [];
  for (const volume of listItems(valueAt(pod, 'volumes'))) {
    const path = textAt(valueAt(volume, 'hostPath'), 'path');
    if (path === undefined) continue;
    found.push({
      rule: 'host-path',
      message: `${path.slice(
        0,
        120,
      )} of the machine is open to the pod: use a volume.`,
      line: volume.line,
      column: volume.column,
      object,
      detail: path,
    });
  }
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    const value = valueAt(pod, key);
    if (value?.kind !== 'text' || value.text !== 'true') continue;
    found.push({
      rule: 'privileged',
      message: `The pod shares ${key.slice(
        4,
      )} with the machine: leave out ${key}.`,
      line: value.line,
      column: value.column,
      object,
      detail: key,
    });
  }
  const security = valueAt(pod, 'securityContext');
  const containers = listItems(valueAt(pod, 'containers'));
  const initial = listItems(valueAt(pod, 'initContainers'));
  for (const container of [...containers, ...initial]) {
    const named = `${object}/${textAt(container, 'name') ?? ''}`;
    const probed = LASTING.includes(kind) && containers.includes(container);
    found.push(...inspectContainer(named, container, security, probed, now));
  }
  return found;
}

function inspectContainer(
  object: string,
  container: Located,
  ofPod: Located | undefined,
  probed: boolean,
  now: Date,
): Observation[] {
  const { line, column } = container;
  const found: Observation[] = [];
  const add = (rule: string, message: string) =>
    found.push({ rule, message, line, column, object });
  const image = valueAt(container, 'image');
  if (image?.kind === 'text') {
    const at = { line: image.line, column: image.column };
    found.push(...inspectImage(image.text, at, object, now, false));
  }
  found.push(...writtenSecrets(container, object));
  const own = valueAt(container, 'securityContext');
  const setting = (key: string) => textAt(own, key) ?? textAt(ofPod, key);
  if (textAt(own, 'privileged') === 'true' || hasAllCapabilities(own)) {
    add('privileged', 'The container is root on the machine: drop privileges.');
  }
  const user = setting('runAsUser');
  if (user === '0' || (setting('runAsNonRoot') !== 'true' && !user)) {
    add('root-user', 'The container may run as root: set runAsNonRoot.');
  }
  if (textAt(own, 'readOnlyRootFilesystem') !== 'true') {
    add(
      'writable-root',
      'Its programs can be changed: set readOnlyRootFilesystem.',
    );
  }
  if (!textAt(valueAt(valueAt(container, 'resources'), 'limits'), 'memory')) {
    add('no-limits', 'The container can take all memory: set a limit.');
  }
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];
  if (probed && !probes.some(key => valueAt(container, key))) {
    add(
      'no-health-check',
      'Nothing tells whether it still works: add a probe.',
    );
  }
  return found;
}

function hasAllCapabilities(security: Located | undefined): boolean {
  return listItems(valueAt(valueAt(security, 'capabilities'), 'add')).some(
    each => each.kind === 'text' && /^(?:ALL|SYS_ADMIN)$/i.test(each.text),
  );
}

function writtenSecrets(container: Located, object: string): Observation[] {
  return listItems(valueAt(container, 'env')).flatMap(variable => {
    const name = textAt(variable, 'name') ?? '';
    const value = valueAt(variable, 'value');
    // `$(NAME)` is another variable.
    if (value?.kind !== 'text' || !holdsOwnSecret(name, value.text)) return [];
    return [
      {
        rule: 'secret-in-manifest',
        message: `${name.slice(
          0,
          100,
        )} is written here: take it from a Secret, by secretKeyRef.`,
        line: value.line,
        column: value.column,
        object,
        detail: name,
      },
    ];
  });
}
