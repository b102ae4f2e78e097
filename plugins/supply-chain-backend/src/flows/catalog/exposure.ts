import { type Entity, RELATION_PROVIDES_API } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { describeFilter } from '../../records/licenses/distribution';
import { exposures } from '../../records/findings/dueDates';
import type { ExposureOptions } from '../triage/options';

/** Says whether an entity can be reached from outside, before every rule: `public` or `internal`. */
export const EXPOSURE_ANNOTATION = 'safety-curtain.io/exposure';

const words: Readonly<Record<string, (typeof exposures)[number]>> = {
  public: 'yes',
  internal: 'no',
};

/** Whether a service can be reached from outside, and why that is thought. */
export interface Exposure {
  /** Its place in `exposures`. */
  exposure: number;
  because: string;
}

/** What exposure is told by. */
export interface ExposureRules {
  rules: ExposureOptions['rules'];
  /** Refs of APIs that are offered to the world. */
  publicApis: ReadonlySet<string>;
}

export const noExposureRules: ExposureRules = {
  rules: [],
  publicApis: new Set(),
};

/** The annotation's word, else a public API, else the first rule that fits, else unknown. */
export function exposureOf(
  entity: Entity,
  { rules, publicApis }: ExposureRules,
): Exposure {
  const asked = entity.metadata.annotations?.[EXPOSURE_ANNOTATION]?.trim();
  if (asked !== undefined && Object.hasOwn(words, asked)) {
    return {
      exposure: exposures.indexOf(words[asked]),
      because: `The annotation ${EXPOSURE_ANNOTATION}`,
    };
  }
  const api = (entity.relations ?? []).find(
    ({ type, targetRef }) =>
      type === RELATION_PROVIDES_API && publicApis.has(targetRef),
  );
  if (api) {
    return {
      exposure: exposures.indexOf('yes'),
      because: `It provides the public API ${api.targetRef}`,
    };
  }
  const rule = rules.find(({ filter }) =>
    evaluateFilterPredicate(filter, entity),
  );
  if (!rule) return { exposure: exposures.indexOf('unknown'), because: '' };
  return {
    exposure: exposures.indexOf(rule.exposed ? 'yes' : 'no'),
    because: describeFilter(rule.filter),
  };
}
