import { corpora, describeCorpora } from '@safety-curtain/testing';
import type { VexReport } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { triage, triagerOf } from '../../__testUtils__/triage';
import { readVexText } from '../../__testUtils__/vex';
import { listFindings } from '../../views/findings/listFindings';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Triager } from '../triage/Triager';
import { VexImports } from './VexImports';
import { writeVex } from './writeVex';

const SHOP = 'component:default/shop';

/** A package of another ecosystem. */
const of = (
  ecosystem: 'Maven' | 'Go',
  purl: string,
  packageName: string,
  dependsOn: string[] = [],
) =>
  npm(packageName, purl.slice(purl.indexOf('@') + 1), {
    purl,
    ecosystem,
    packageName,
    dependsOn,
    direct: dependsOn.length > 0,
  });

const LOG4J = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';
const TRANSITIVE = 'pkg:golang/github.com/aquasecurity/go-transitive@v4.0.0';

/** What some of the documents speak of, in one service. */
const manifest = lockFile(
  'package-lock.json',
  of(
    'Maven',
    'pkg:maven/org.springframework.boot/spring-boot@2.6.0',
    'org.springframework.boot:spring-boot',
    [LOG4J],
  ),
  of('Maven', LOG4J, 'org.apache.logging.log4j:log4j-core'),
  of(
    'Go',
    'pkg:golang/github.com/aquasecurity/go-direct1@v2.0.0',
    'github.com/aquasecurity/go-direct1',
    [TRANSITIVE],
  ),
  of('Go', TRANSITIVE, 'github.com/aquasecurity/go-transitive'),
);

const affecting = (
  id: string,
  alias: string,
  ecosystem: string,
  name: string,
) =>
  advisory(id, name, undefined, {
    aliases: [alias],
    affected: [
      {
        package: { ecosystem, name },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
      },
    ],
  } as object);

describeCorpora(
  'documents that others wrote',
  () => {
    const files = ['csaf', 'openvex'].flatMap(folder =>
      readdirSync(path.join(corpora, 'vex', folder)).map(
        name => `${folder}/${name}`,
      ),
    );

    it('are there', () => {
      expect(files.length).toBeGreaterThanOrEqual(16);
    });

    describe.each(databaseIds)('on %p', id => {
      let knex: Knex;

      beforeAll(async () => {
        knex = await createDatabase(id);
        await addTargets(knex, catalogTarget('shop'));
        await storeScanOf(knex, SHOP, [manifest]);
        await storeAdvisories(
          knex,
          'test',
          [
            affecting(
              'GHSA-jfh8-c2jp-5v3q',
              'CVE-2021-44228',
              'Maven',
              'org.apache.logging.log4j:log4j-core',
            ),
            affecting(
              'GO-2024-0001',
              'CVE-2024-0001',
              'Go',
              'github.com/aquasecurity/go-transitive',
            ),
          ],
          new Date(),
        );
      });

      const imports = () =>
        new VexImports({
          knex,
          triager: new Triager({
            knex,
            archive: archiveOf(knex),
            triage: { rules: [], duePolicies: [] },
          }),
        });

      const take = (text: string, ref: string): Promise<VexReport> =>
        readVexText(text, ({ heading, statements, sha256 }) =>
          imports().take(
            {
              heading,
              sha256,
              scope: { kind: 'organization', ref: '' },
              ref,
              author: heading.author,
              importedBy: 'user:default/ann',
            },
            statements,
            {},
            new Date(),
          ),
        );

      const counts = async () => ({
        decisions: await knex('decisions').count({ n: '*' }),
        events: await knex('decision_events').count({ n: '*' }),
        documents: await knex('vex_documents').count({ n: '*' }),
      });

      const dismissed = async () => {
        const { items } = await listFindings(
          knex,
          { state: ['dismissed'], limit: 100 },
          {},
        );
        return items.map(one => `${one.package} ${one.analysis}`).sort();
      };

      it.each(files)('%s gives a report of all its statements', async file => {
        const text = readFileSync(path.join(corpora, 'vex', file), 'utf8');
        const report = await take(text, file);
        const { applied, matchedNothing, information, conflicts } = report;
        // Each is about one finding at the most.
        expect(
          applied + matchedNothing.count + information.count + conflicts.count,
        ).toBe(report.statements);
        expect(report.statements + report.notUnderstood.count).toBeGreaterThan(
          0,
        );
        expect(report).toMatchObject({ created: true, complete: true });

        const before = await counts();
        const again = await take(text, file);
        expect(again).toMatchObject({ created: false, superseded: 0 });
        expect(again.applied).toBe(applied);
        expect(await counts()).toEqual(before);
      });

      it('say the same when they were given out and read again', async () => {
        const before = await dismissed();
        expect(before).toEqual([
          'github.com/aquasecurity/go-transitive not_affected',
          'org.apache.logging.log4j:log4j-core not_affected',
        ]);
        const target = await knex('targets').where('entity_ref', SHOP).first();
        for (const format of [
          'cyclonedx-1.6',
          'openvex',
          'csaf-2.0',
        ] as const) {
          const { text } = await writeVex(
            { knex, archive: archiveOf(knex), triager: triagerOf(knex) },
            target!,
            { format },
            {
              author: { name: 'Shop', namespace: 'https://shop.example' },
              tool: { name: 'Safety Curtain', version: '1' },
            },
            new Date(),
          );
          await knex('decision_events').delete();
          await knex('decisions').delete();
          await knex('vex_documents').delete();
          await knex('findings').increment('triage_changes');
          await triage(knex);
          expect(await dismissed()).toEqual([]);
          expect(await take(text, format)).toMatchObject({
            dismissedFindings: 2,
            notUnderstood: { count: 0 },
          });
          expect(await dismissed()).toEqual(before);
        }
      });
    });
  },
  'vex',
);
