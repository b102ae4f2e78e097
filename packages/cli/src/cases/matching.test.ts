import { describeCases } from './__testUtils__/cases';

describeCases('names and versions', {
  '05-go-purl-case': {
    read: 'bom.json',
    findings: ['GHSA-aaaa-0005 github.com/masterminds/goutils@1.1.0 -> 1.1.1'],
  },
  '07-sbom-other-ecosystems': {
    read: 'bom.json',
    findings: [
      'DSA-0001 openssl@1.1.1n-0+deb11u3 -> 1.1.1n-0+deb11u5',
      'GHSA-aaaa-0007 Newtonsoft.Json@12.0.1 -> 13.0.1',
      'GHSA-aaaa-0008 guzzlehttp/guzzle@7.4.0 -> 7.4.5',
      'RUSTSEC-0001 rand@0.7.0 -> 0.7.1',
    ],
  },
  '11-go-stdlib': {
    findings: [
      'GO-2024-1 stdlib@1.23rc1 -> 1.23.0-rc.2',
      'GO-2024-2 golang.org/x/net@0.0.0-20210614182718-04defd469f4e -> 0.0.0-20210614182719-000000000000',
      'GO-2024-4 github.com/docker/docker@20.10.7+incompatible -> 20.10.9+incompatible',
    ],
  },
  '16-pypi-local-version': {
    findings: [
      'PYSEC-1 torch@2.5.0+cpu',
      'PYSEC-2 torch@2.5.0+cpu',
      'PYSEC-5 foo@1.0.post1 -> 1.1',
      'PYSEC-7 bar@1!2.0 -> 1!2.1',
      'PYSEC-9 qux@1.0rc1 -> 1.0',
    ],
  },
  '42-aliases': {
    findings: [
      'GHSA-42 django@3.2.1 -> 3.2.5',
      'GHSA-43 django@3.2.1 -> 3.2.9',
    ],
  },
});
