import { describeCorpora } from '@safety-curtain/testing';
import { readCorpusRecords } from '../__testUtils__/records';
import { Advisory } from '../records/advisory';
import { explainVector } from '../severity/cvss';
import { severityOf } from '../severity/severity';

/** Records that their database rates below the vector that it publishes. */
const RATED_LOWER = [
  'GHSA-4rr6-2v9v-wcpc',
  'GHSA-99qr-9cc9-fv2x',
  'GHSA-crjg-w57m-rqqf',
  'GHSA-f5pg-7wfw-84q9',
  'GHSA-mmwx-rj87-vfgr',
  'GHSA-v778-237x-gjrc',
];

function isRatedOtherwise(record: Advisory): boolean {
  const word = record.database_specific?.severity?.toLowerCase();
  const { level } = severityOf(record);
  return word !== undefined && level !== word.replace('moderate', 'medium');
}

describeCorpora('conformance: severities', () => {
  it('agrees with the words of the databases', () => {
    const records = readCorpusRecords();
    const worded = records.filter(record => record.database_specific?.severity);
    const differing = records.filter(isRatedOtherwise).map(({ id }) => id);
    expect(worded.length).toBeGreaterThan(300);
    expect(differing.sort()).toEqual(RATED_LOWER);
  });

  it('scores and explains every vector', () => {
    const unread = readCorpusRecords().filter(record => {
      if (!record.severity?.length) return false;
      const { vector, score } = severityOf(record);
      return score === undefined || explainVector(vector ?? '').length < 8;
    });
    expect(unread).toEqual([]);
  });
});
