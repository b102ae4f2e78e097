import {
  pypiAttestations019,
  sigstore130,
  sigstore200,
} from '@safety-curtain/testing';
import { readTrust, verifyProvenance } from './index';

const trust = readTrust();
const GITHUB = 'https://token.actions.githubusercontent.com';

describe('what registries have of real packages', () => {
  it('is verified for npm, with who built it from what', () => {
    expect(verifyProvenance(sigstore200, trust)).toMatchObject({
      outcome: 'verified',
      identity:
        'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main',
      issuer: GITHUB,
      signedAt: '2023-08-18T16:05:35.000Z',
      builder: 'https://github.com/actions/runner/github-hosted',
      sourceRepository: 'https://github.com/sigstore/sigstore-js',
      sourceRevision: 'f0b49a04e5a62250e0f60fb128004a73110fe311',
      workflow: '.github/workflows/release.yml',
      run: 'https://github.com/sigstore/sigstore-js/actions/runs/5904696764/attempts/1',
      level: 2,
    });
  });

  it('is verified for npm as it was formerly, with what the registry attests', () => {
    const { outcome, attestations } = verifyProvenance(sigstore130, trust);
    expect(outcome).toBe('verified');
    expect(attestations).toMatchObject([
      {
        kind: 'build',
        predicateType: 'https://slsa.dev/provenance/v0.2',
        sourceRevision: 'dae8bd8eb433a4147b4655c00fe73e0f22bc0fb1',
        level: 2,
      },
      { kind: 'publish', outcome: 'verified', key: 'npm registry' },
    ]);
  });

  it('is verified for PyPI, with who published it', () => {
    const result = verifyProvenance(pypiAttestations019, trust);
    expect(result).toMatchObject({
      outcome: 'verified',
      issuer: GITHUB,
      sourceRepository: 'https://github.com/trailofbits/pypi-attestations',
      sourceRef: 'refs/tags/v0.0.19',
    });
    expect(result.level).toBeUndefined();
  });

  it('fails for another version, other content and another file', () => {
    for (const evidence of [
      { ...sigstore200, version: '2.0.1' },
      { ...sigstore200, name: 'sigstorf' },
      { ...sigstore200, integrity: sigstore130.integrity },
      { ...sigstore200, attestations: sigstore130.attestations },
      { ...pypiAttestations019, file: 'pypi_attestations-0.0.19.zip' },
      { ...pypiAttestations019, sha256: '0'.repeat(64) },
    ]) {
      expect(verifyProvenance(evidence, trust)).toMatchObject({
        outcome: 'failed',
        reason: expect.stringMatching(/about (?:something else|other content)/),
      });
    }
  });

  it('fails where the index names another publisher', () => {
    const provenance = pypiAttestations019.provenance.replace(
      'trailofbits/pypi-attestations"',
      'somebody/pypi-attestations"',
    );
    expect(provenance).not.toBe(pypiAttestations019.provenance);
    expect(
      verifyProvenance({ ...pypiAttestations019, provenance }, trust),
    ).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('another publisher'),
    });
  });
});
