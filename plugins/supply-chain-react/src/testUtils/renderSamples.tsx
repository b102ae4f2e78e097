import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  fetchApiRef,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import { sampleFetch } from '../samples/sampleFetch';

/**
 * Renders one address of a development app with its sample answers.
 *
 * @returns what was asked for and had no answer, also what is asked later
 * @public
 */
export function renderSamples(options: {
  features: FrontendFeature[];
  /** By path, as `sampleFetch` is given them. */
  answers: Readonly<Record<string, unknown>>;
  address: string;
}): readonly string[] {
  const answer = sampleFetch(options.answers);
  const missing: string[] = [];
  renderTestApp({
    features: options.features,
    initialRouteEntries: [options.address],
    apis: [
      mockApis.permission(),
      [
        fetchApiRef,
        {
          fetch: async (...asked: Parameters<typeof fetch>) => {
            const response = await answer(...asked);
            if (!response.ok) missing.push(response.statusText);
            return response;
          },
        },
      ],
    ],
  });
  return missing;
}
