import type { Attestation, Provenance } from '../model/outcome';
import { combineFiles } from './combineFiles';

const build: Attestation = {
  kind: 'build',
  outcome: 'verified',
  identity: 'https://github.com/acme/lib/.github/workflows/release.yml',
};
const signed = (at: string): Provenance => ({
  outcome: 'verified',
  reason: 'Signed',
  attestations: [{ ...build, signedAt: at }],
});
const without: Provenance = {
  outcome: 'not-signed',
  reason: 'It was published without attestations',
  attestations: [],
};

describe('the files of one release', () => {
  it('are verified where all of them are, and what signed them is told once', () => {
    const together = combineFiles([
      { file: 'a.tar.gz', provenance: signed('2026-01-01T00:00:00Z') },
      { file: 'a.whl', provenance: signed('2026-01-01T00:00:01Z') },
    ]);
    expect(together.outcome).toBe('verified');
    expect(together.attestations).toEqual([
      {
        ...build,
        signedAt: '2026-01-01T00:00:00Z',
        files: ['a.tar.gz', 'a.whl'],
      },
    ]);
  });

  it('are as good as the worst, which is named', () => {
    const files = ['a', 'b', 'c', 'd'].map(file => ({
      file,
      provenance: without,
    }));
    expect(
      combineFiles([{ file: 'e', provenance: signed('') }, ...files]),
    ).toMatchObject({
      outcome: 'not-signed',
      reason:
        '1 of 5 files are signed. There is nothing of a, b, c and 1 more: It was published without attestations',
      attestations: [{ files: ['e'] }],
    });
    expect(
      combineFiles([
        ...files,
        {
          file: 'f',
          provenance: { ...without, outcome: 'failed', reason: 'No.' },
        },
      ]),
    ).toMatchObject({
      outcome: 'failed',
      reason: '0 of 5 files are signed. What does not hold is of f: No.',
    });
  });

  it('counts nothing where there are no files, as of an image', () => {
    expect(
      combineFiles([{ provenance: signed('') }, { provenance: without }]),
    ).toMatchObject({ outcome: 'not-signed', reason: without.reason });
  });
});
