import {
  OpenSsfResult,
  OpenSsfResultError,
  readOpenSsfResult,
  SourceTree,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';

/**
 * The result of OpenSSF Scorecard itself for a target: the one that was
 * fetched, or the one in its source, whichever is newer. One that cannot be
 * read is as good as none; why fetching failed is kept beside what was fetched.
 */
export async function readOpenSsfFacts(
  knex: Knex,
  targetId: number,
  source: SourceTree | undefined,
  file: string | undefined,
): Promise<OpenSsfResult | undefined> {
  const row = await knex('openssf_results')
    .where('target_id', targetId)
    .whereNotNull('document')
    .first('document');
  const results = [
    parseResult(row?.document),
    file === undefined ? undefined : parseResult(source?.texts.get(file)),
  ].filter(result => result !== undefined);
  return results.sort((a, b) => Date.parse(b.date) - Date.parse(a.date))[0];
}

/** Undefined where there is none, or it is none. */
function parseResult(
  text: string | null | undefined,
): OpenSsfResult | undefined {
  if (text === undefined || text === null) return undefined;
  try {
    return readOpenSsfResult(JSON.parse(text));
  } catch (error) {
    if (error instanceof OpenSsfResultError || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
