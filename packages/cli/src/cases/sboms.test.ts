import { describeCases } from './__testUtils__/cases';

describeCases('SBOMs', {
  '06-github-sbom-wrapper': {
    read: 'sbom.json',
    among: { 'sbom.json': ['lodash@4.17.20 runtime direct'] },
    findings: ['GHSA-aaaa-0006 lodash@4.17.20 -> 4.17.21'],
  },
  '17-cdx-graph-oddities': {
    read: 'bom.json',
    components: {
      'bom.json': [
        '/etc/passwd@ runtime',
        '@babel/core@7.0.0 runtime direct',
        'inner@1.0.0+build.5 runtime',
        'lodash@4.17.20 runtime',
        'minimist@0.0.8 runtime direct',
        'noref@1.0.0 runtime',
        'self@1 runtime',
      ],
    },
    findings: [
      'GHSA-aaaa-0017 lodash@4.17.20 -> 4.17.21',
      'GHSA-aaaa-0217 inner@1.0.0+build.5',
    ],
    notes: [/ref 'x'/],
  },
  '34-maven-purls': {
    read: 'bom.json',
    components: {
      'bom.json': [
        'com.google.guava:guava@31.0.1-jre runtime direct',
        'org.eclipse.jetty:jetty-server@9.4.39.v20210325 runtime direct',
        'org.testng:testng@7.5 development',
        'org.yaml:snakeyaml@1.30 optional',
      ],
    },
    findings: [
      'GHSA-34a org.yaml:snakeyaml@1.30 -> 1.31',
      'GHSA-34b com.google.guava:guava@31.0.1-jre -> 32.0.0-android',
      'GHSA-34c org.eclipse.jetty:jetty-server@9.4.39.v20210325 -> 9.4.40',
      'GHSA-34d org.testng:testng@7.5 -> 7.5.1',
    ],
  },
  '35-spdx-oddities': {
    read: 'sbom.spdx.json',
    components: {
      'sbom.spdx.json': [
        'jest@27.0.0 development direct',
        'lodash@4.17.20 runtime direct',
        'minimist@0.0.8 runtime',
      ],
    },
    findings: [
      'GHSA-35a lodash@4.17.20 -> 4.17.21',
      'GHSA-35b jest@27.0.0 -> 28.0.0',
    ],
  },
});
