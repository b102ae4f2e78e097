import { parseImage } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { endOfLife } from './endOfLife';

/** Images of Docker Hub that have a slim variant of the same name. */
const WITH_SLIM: ReadonlySet<string> = new Set([
  'debian',
  'node',
  'perl',
  'php',
  'python',
  'ruby',
]);
/** What tags call their smaller variants. */
const SMALL = /slim|alpine|distroless|minimal|busybox/;

/** Whether an image runs as another user than root by itself, as its name or where it is from tells. */
export function isNonRootImage(text: string): boolean {
  return (
    /nonroot|unprivileged|rootless/.test(text) ||
    /^cgr\.dev\//.test(text) ||
    /^(?:docker\.io\/)?chainguard\//.test(text)
  );
}

/** An image that a container stands on; none for what is no name of an image. */
export function inspectImage(
  text: string,
  at: { line: number; column?: number },
  object: string,
  now: Date,
  /** Whether it is shipped, so that its size counts. */
  shipped: boolean,
): Observation[] {
  const image = parseImage(text);
  if (!image) return [];
  const { registry, repository, tag, digest } = image;
  const found: Observation[] = [];
  const name = `${registry ? `${registry}/` : ''}${repository}`;
  const add = (rule: string, message: string) =>
    found.push({ rule, message, ...at, object, detail: name });
  if (!digest && (tag === undefined || tag === 'latest')) {
    add('latest-tag', `${name} is another image each time: name a version.`);
  } else if (!digest) {
    add('no-digest', `${name}:${tag} can be moved: name its digest.`);
  }
  const end = endOfLife(image, now);
  if (end) {
    add(
      'end-of-life-image',
      `${name}:${tag} gets no security fixes since ${end}: move to a supported release.`,
    );
  }
  if (shipped && !registry && WITH_SLIM.has(repository)) {
    if (!SMALL.test(tag ?? '')) {
      add(
        'broad-image',
        `${name} has more than a service needs: name its slim variant.`,
      );
    }
  }
  return found;
}
