import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that services draw from, a few versions each. */
const PACKAGES = 400;
const USED = 60;
const VERSIONS = 4;

/**
 * A folder with services that each have a lock file, their catalog file, and
 * advisories and EPSS scores about the packages: all of it may change.
 */
export class Organization {
  #folder;
  #services;
  #round = 0;

  constructor(folder, services) {
    this.#folder = folder;
    this.#services = services;
    mkdirSync(join(folder, 'services'), { recursive: true });
    for (let service = 0; service < services; service++) {
      this.#writeLockFile(service, 0);
    }
    this.#writeCatalog();
    this.writeAdvisories(0);
    this.writeScores(0);
  }

  get catalogFile() {
    return join(this.#folder, 'catalog.yaml');
  }

  get advisoriesFile() {
    return join(this.#folder, 'osv.ndjson');
  }

  get scoresFile() {
    return join(this.#folder, 'epss.csv');
  }

  get servicesFolder() {
    return join(this.#folder, 'services');
  }

  /** Every tenth lock file changes. */
  changeServices() {
    this.#round += 1;
    for (
      let service = this.#round % 10;
      service < this.#services;
      service += 10
    ) {
      this.#writeLockFile(service, this.#round);
    }
  }

  /** As many of the records change as are asked for. */
  writeAdvisories(changed) {
    const lines = [];
    for (let i = 0; i < PACKAGES; i++) {
      const version = i < changed ? this.#round : 0;
      lines.push(JSON.stringify(recordOf(i, version)));
    }
    this.#round += changed > 0 ? 1 : 0;
    writeFileSync(this.advisoriesFile, `${lines.join('\n')}\n`);
  }

  /** One score in a hundred differs from the round before. */
  writeScores(round) {
    const lines = ['cve,epss,percentile'];
    for (let i = 0; i < 20_000; i++) {
      const moved = i % 100 === 0 ? round : 0;
      const score = ((i * 37 + moved * 11) % 1000) / 1000;
      lines.push(`CVE-2026-${10_000 + i},${score},${score}`);
    }
    writeFileSync(this.scoresFile, `${lines.join('\n')}\n`);
  }

  /** The same scores, with another time. */
  touchScores() {
    const now = new Date();
    utimesSync(this.scoresFile, now, now);
  }

  #writeLockFile(service, round) {
    const folder = join(this.servicesFolder, `s${service}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify(lockFileOf(service, round)),
    );
  }

  #writeCatalog() {
    const entities = [];
    for (let service = 0; service < this.#services; service++) {
      entities.push(
        JSON.stringify({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: `s${service}`,
            annotations: {
              'backstage.io/source-location': `dir:${join(
                this.servicesFolder,
                `s${service}`,
              )}/`,
            },
          },
          spec: { type: 'service', lifecycle: 'production', owner: 'team' },
        }),
      );
    }
    writeFileSync(this.catalogFile, entities.join('\n---\n'));
  }
}

function lockFileOf(service, round) {
  const packages = { '': { dependencies: {} } };
  for (let i = 0; i < USED; i++) {
    const name = `package-${(service * 7 + i * 3) % PACKAGES}`;
    packages[''].dependencies[name] = '*';
    packages[`node_modules/${name}`] = {
      version: `1.${(service + i + round) % VERSIONS}.0`,
      license: ['MIT', 'Apache-2.0', 'GPL-3.0-only'][i % 3],
    };
  }
  return { name: `s${service}`, lockfileVersion: 3, packages };
}

function recordOf(i, round) {
  return {
    id: `TEST-2026-${i}`,
    modified: new Date(Date.UTC(2026, 0, 1) + round * 1000).toISOString(),
    aliases: [`CVE-2026-${10_000 + i}`],
    summary: `A vulnerability of package-${i}`,
    severity: [
      {
        type: 'CVSS_V3',
        score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      },
    ],
    affected: [
      {
        package: { ecosystem: 'npm', name: `package-${i}` },
        ranges: [
          {
            type: 'SEMVER',
            events: [
              { introduced: '0' },
              { fixed: `1.${1 + ((i + round) % VERSIONS)}.0` },
            ],
          },
        ],
      },
    ],
  };
}

/** A CycloneDX document of some packages, another one each time. */
export function bomOf(number) {
  const components = Array.from({ length: USED }, (_, i) => {
    const name = `package-${(number * 11 + i * 5) % PACKAGES}`;
    const version = `1.${(number + i) % VERSIONS}.0`;
    return {
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name}@${version}`,
      licenses: [{ license: { id: i % 2 ? 'MIT' : 'BSD-3-Clause' } }],
    };
  });
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    components,
  });
}
