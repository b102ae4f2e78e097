import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toText } from '../../database/dialect';
import { visibleMessage } from '../../messages/visibleMessage';
import {
  hostOf,
  SourceLocation,
  sourceLocationOf,
} from '../../outside/sources/SourceLocation';
import { distributionOf } from '../../records/licenses/distribution';
import {
  builtInDistribution,
  DistributionOptions,
} from '../../records/licenses/options';
import {
  type Exposure,
  exposureOf,
  type ExposureRules,
  noExposureRules,
} from './exposure';
import {
  type AnnotatedImage,
  annotatedImages,
} from '../../records/images/annotatedImages';
import {
  IMAGE_ANNOTATION,
  RELEASE_ANNOTATION,
  SCAN_ANNOTATION,
} from '../../settings/annotations';

/** The facts of a catalog entity that the product keeps. */
export interface CatalogTarget {
  entityRef: string;
  kind: string;
  name: string;
  type?: string;
  lifecycle?: string;
  systemRef?: string;
  domainRef?: string;
  owners: string[];
  tags: string[];
  etag: string;
  source?: SourceLocation;
  /** Why there is no source. */
  sourceError?: string;
  sourceHost: string;
  /** How it is passed on, and why that is thought. */
  distribution: string;
  distributionBecause: string;
  /** Whether it can be reached from outside; default: not known. */
  exposure?: Exposure;
  /** The release that is out, as its annotation has it. */
  release?: string;
  /** The images that it is shipped as; default: none. */
  images?: AnnotatedImage[];
}

/** The entity fields that {@link targetOf} reads, for a catalog query. */
export const targetFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.etag',
  'metadata.tags',
  'metadata.annotations',
  'spec.type',
  'spec.lifecycle',
  'spec.system',
  'relations',
];

/** What the product keeps of an entity, or undefined where it opted out. */
export function targetOf(
  entity: Entity,
  distributions: DistributionOptions = builtInDistribution,
  exposures: ExposureRules = noExposureRules,
): CatalogTarget | undefined {
  if (entity.metadata.annotations?.[SCAN_ANNOTATION] === 'disabled') {
    return undefined;
  }
  const partOf = related(entity, RELATION_PART_OF);
  const { source, sourceError } = readSource(entity);
  const distribution = distributionOf(entity, distributions);
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind.toLowerCase(),
    name: toText(entity.metadata.title ?? entity.metadata.name, 500),
    type: text(entity.spec?.type),
    lifecycle: text(entity.spec?.lifecycle),
    systemRef: partOf.find(ref => ref.startsWith('system:')),
    domainRef: partOf.find(ref => ref.startsWith('domain:')),
    owners: related(entity, RELATION_OWNED_BY),
    tags: (entity.metadata.tags ?? []).slice(0, 50),
    etag: entity.metadata.etag ?? '',
    source,
    sourceError,
    sourceHost: source ? toText(hostOf(source), 255) : '',
    distribution: distribution.model,
    distributionBecause: toText(distribution.because),
    exposure: exposureOf(entity, exposures),
    release: text(entity.metadata.annotations?.[RELEASE_ANNOTATION]?.trim()),
    images: annotatedImages(entity.metadata.annotations?.[IMAGE_ANNOTATION]),
  };
}

function related(entity: Entity, type: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
  return [...new Set(refs)].sort();
}

function readSource(entity: Entity) {
  try {
    return { source: sourceLocationOf(entity), sourceError: undefined };
  } catch (error) {
    return { source: undefined, sourceError: toText(visibleMessage(error)) };
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? toText(value, 100) : undefined;
}
