import type { Knex } from 'knex';
import { inChunks, toDate, toText } from '../../database/dialect';
import type { AskedPackage } from './askSources';
import { ReleaseList } from './releases';
import { keepReleases } from '../../records/registries/packageReleases';
import { around, pastDate } from '../../settings/times';

/** How often one asks for new releases. */
const RELEASES_MS = 7 * 24 * 60 * 60_000;

/** Keeps the latest release of packages, how far behind it versions are, and what projects score. */
export async function storeReleases(
  trx: Knex.Transaction,
  asked: AskedPackage[],
  now: Date,
): Promise<void> {
  for (const { claimed, answers, releasesAsked } of asked) {
    const told = answers.flatMap(({ facts }) => facts ?? []);
    const releases = told.find(facts => facts.releases)?.releases;
    const score = told.find(facts => facts.scorecard !== undefined)?.scorecard;
    const first = told.find(facts => facts.firstPublishedAt)?.firstPublishedAt;
    const list = releases && new ReleaseList(claimed.ecosystem, releases);
    const changes = {
      ...(list && {
        latest_version: list.latest ? toText(list.latest.version, 200) : null,
        latest_published_at: pastDate(list.latest?.publishedAt, now),
      }),
      ...(first && { first_published_at: pastDate(first, now) }),
      ...(score !== undefined && { openssf_score: score }),
      ...(releasesAsked && {
        releases_due_at: new Date(now.getTime() + around(RELEASES_MS)),
      }),
    };
    if (Object.keys(changes).length > 0) {
      await trx('package_facts')
        .where('package_id', claimed.id)
        .update(changes);
    }
    if (list) {
      await keepReleases(trx, claimed.id, list.all, now);
      await storeAges(trx, claimed.components, list);
    }
  }
}

async function storeAges(
  trx: Knex.Transaction,
  components: AskedPackage['claimed']['components'],
  list: ReleaseList,
): Promise<void> {
  for await (const chunk of inChunks(components)) {
    const known = await trx('component_facts')
      .whereIn(
        'component_id',
        chunk.map(c => c.id),
      )
      .select('component_id', 'published_at');
    const published = new Map(
      known.map(row => [Number(row.component_id), row.published_at]),
    );
    const rows = chunk.map(({ id, version }) => {
      const at = published.get(id) ?? null;
      const { versions, days } = list.behind(
        version,
        at === null ? undefined : toDate(at),
      );
      return {
        component_id: id,
        versions_behind: versions ?? null,
        days_behind: days ?? null,
      };
    });
    await trx('component_facts')
      .insert(rows)
      .onConflict('component_id')
      .merge(['versions_behind', 'days_behind']);
  }
}
