import { findReader } from '@safety-curtain/sbom';
import type { Inspector } from '../inspector';
import { inspectCompose } from './compose';
import { inspectDockerfile } from './dockerfile';
import { agedFacts } from './endOfLife';
import { inspectKubernetes } from './kubernetes';
import { containerRules } from './rules';

const YAML = /\.ya?ml$/i;
/** Where manifests are written as JSON: most JSON is something else. */
const JSON_MANIFEST =
  /(?:^|\/)(?:k8s|kubernetes|manifests?|deploy(?:ments?)?)\/(?:[^/]+\/)*[^/]+\.json$|(?:^|\/)(?:deployment|pod|statefulset|daemonset|cronjob)(?:[-_.][\w-]+)?\.json$/i;
const NO_MANIFEST = /(?:^|\/)(?:\.github|node_modules)\//;

/** Dockerfiles, compose files and manifests of Kubernetes. */
export const containers: Inspector = {
  tool: { id: 'safety-curtain-containers', name: 'Safety Curtain containers' },
  rules: containerRules,
  wants: path =>
    ['dockerfile', 'compose-file'].includes(findReader(path)?.id ?? '') ||
    ((YAML.test(path) || JSON_MANIFEST.test(path)) && !NO_MANIFEST.test(path)),
  inspect({ path, text }, { now }) {
    const reader = findReader(path)?.id;
    if (reader === 'dockerfile') return inspectDockerfile(text, now);
    if (reader === 'compose-file') return inspectCompose(text, now);
    return inspectKubernetes(text, now);
  },
  notices: ({ now }) => agedFacts(now),
};
