import type { AdvisorySource } from '@safety-curtain/plugin-supply-chain-node';
import {
  epssFeed,
  ExploitFeed,
  kevFeed,
  vulnrichmentFeed,
} from './exploitFeeds';
import type { AdvisoryOptions } from './options';
import { OsvDumpSource } from './OsvDumpSource';
import { OsvFileSource } from './OsvFileSource';

/** The sources of advisories and exploit data that the configuration names. */
export function configuredAdvisories({
  osv,
  epss,
  kev,
  vulnrichment,
}: AdvisoryOptions): {
  sources: AdvisorySource[];
  feeds: ExploitFeed[];
} {
  return {
    sources: osv.map(source =>
      source.url
        ? new OsvDumpSource({ ...source, url: source.url })
        : new OsvFileSource({ ...source, path: source.path! }),
    ),
    feeds: [
      ...(epss ? [epssFeed(epss)] : []),
      ...(kev ? [kevFeed(kev)] : []),
      ...(vulnrichment ? [vulnrichmentFeed(vulnrichment)] : []),
    ],
  };
}
