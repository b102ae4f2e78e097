import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, ofTests, root } from '../setup/folders.mjs';

/** Longer ones would take the time of many inputs. */
const LONGEST = 8_000;

/** Lock files, manifests and what lies beside them: `[path, text]`. */
export function manifests() {
  const { SMALL_FILES } = ofTests('sbom/src/__testUtils__/smallFiles');
  const { WHOLE_FILES } = ofTests('sbom/src/__testUtils__/wholeFiles');
  return [
    ...SMALL_FILES,
    ...WHOLE_FILES.map(({ path, text }) => [path, text]),
    // One of them is broken on purpose.
    ...exampleFiles().filter(([path]) => !path.startsWith('parcel-tracker')),
  ].filter(([, text]) => text.length <= LONGEST);
}

/** Files of the example organization's services. */
export function exampleFiles() {
  const folder = join(root, 'examples', 'services');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')])
    .filter(([, text]) => text.length <= LONGEST);
}

/** One report of every tool whose reports are read. */
export function reports() {
  const { examples } = ofTests('reports/src/__testUtils__/examples');
  return Object.values(examples).map(({ document }) => document);
}

/** An SBOM in every dialect that is written, and in those that are only read. */
export function sboms() {
  const { sbomDialects, writeSbom } = engine('packages/sbom');
  const sample = ofTests('sbom/src/__testUtils__/sampleInventory');
  const written = sbomDialects.map(
    dialect => writeSbom(sample.inventory, sample.meta, dialect).text,
  );
  return [
    ...written.map(text => JSON.stringify(JSON.parse(text))),
    '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><metadata><component type="application" bom-ref="r"><name>r</name></component></metadata><components><component type="library" bom-ref="a"><group>g</group><name>a</name><version>1</version><hashes><hash alg="SHA-1">00</hash></hashes><licenses><license><id>MIT</id></license></licenses><purl>pkg:maven/g/a@1</purl></component></components><dependencies><dependency ref="r"><dependency ref="a"/></dependency></dependencies></bom>',
    'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\nDocumentNamespace: https://a.test/b\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n\nPackageName: a\nSPDXID: SPDXRef-a\nPackageVersion: 1\nPackageDownloadLocation: NOASSERTION\nPackageLicenseDeclared: MIT\nPackageComment: <text>x\ny</text>\nExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1\n\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a\n',
    'spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nname: a\npackages:\n- {SPDXID: SPDXRef-a, name: a, versionInfo: "1"}\nrelationships:\n- {spdxElementId: SPDXRef-DOCUMENT, relationshipType: DESCRIBES, relatedSpdxElement: SPDXRef-a}\n',
    '{"schema":{"version":"16.0.0","url":"https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json"},"source":{"id":"s","name":"a","version":"1","type":"directory"},"descriptor":{"name":"syft","version":"1"},"artifacts":[{"id":"1","name":"a","version":"1","type":"npm","purl":"pkg:npm/a@1","licenses":[{"value":"MIT"}],"locations":[{"path":"/p"}]},{"id":"2","name":"b","version":"1","type":"deb","purl":"pkg:deb/debian/b@1"}],"artifactRelationships":[{"parent":"1","child":"2","type":"dependency-of"}]}',
    '{"sbom":{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"a","name":"a","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}]}}',
  ];
}

/** What was decided, in each of the forms. */
export const vex = [
  '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[{"type":"library","bom-ref":"c","name":"a","purl":"pkg:npm/a@1"}],"vulnerabilities":[{"id":"CVE-2026-1001","references":[{"id":"GHSA-x","source":{"url":"https://a.test"}}],"analysis":{"state":"not_affected","justification":"code_not_reachable","response":["update"],"detail":"d"},"affects":[{"ref":"c","versions":[{"range":"vers:npm/>=1|<2","status":"affected"}]}]}]}',
  '{"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://a.test/1","author":"a","timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2026-1001","aliases":["GHSA-x"]},"products":[{"@id":"pkg:oci/a@sha256%3A00","identifiers":{"purl":"pkg:npm/b@1"},"subcomponents":[{"@id":"pkg:npm/c@1"}]}],"status":"not_affected","justification":"component_not_present","impact_statement":"i"}]}',
  '{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"t","publisher":{"category":"vendor","name":"a","namespace":"https://a.test"},"tracking":{"id":"1","status":"final","version":"1","initial_release_date":"2026-01-01T00:00:00Z","current_release_date":"2026-01-01T00:00:00Z","revision_history":[]}},"product_tree":{"branches":[{"category":"product_name","name":"a","product":{"product_id":"P","name":"a","product_identification_helper":{"purl":"pkg:npm/a@1"}}}],"relationships":[{"category":"default_component_of","product_reference":"P","relates_to_product_reference":"P","full_product_name":{"product_id":"Q","name":"q"}}]},"vulnerabilities":[{"cve":"CVE-2026-1001","product_status":{"known_not_affected":["P"],"fixed":["Q"]},"flags":[{"label":"component_not_present","product_ids":["P"]}],"threats":[{"category":"impact","details":"d","product_ids":["P"]}]}]}',
];

/** What tools are told to ignore: `[path, text]`. */
export const ignoreFiles = [
  [
    '.snyk',
    "version: v1.25.0\nignore:\n  SNYK-JS-A-1:\n    - '*':\n        reason: r\n        expires: 2026-01-01T00:00:00.000Z\n",
  ],
  [
    'osv-scanner.toml',
    '[[IgnoredVulns]]\nid = "CVE-2026-1001"\nignoreUntil = 2026-01-01\nreason = "r"\n[[PackageOverrides]]\nname = "a"\necosystem = "npm"\nignore = true\n',
  ],
  ['.trivyignore', '# r\nCVE-2026-1001 exp:2026-01-01\n'],
  [
    '.trivyignore.yaml',
    'vulnerabilities:\n- id: CVE-2026-1001\n  purls: ["pkg:npm/a"]\n  expired_at: 2026-01-01\n  statement: s\n',
  ],
  [
    '.grype.yaml',
    'ignore:\n- vulnerability: CVE-2026-1001\n  package: {name: a, version: 1, type: npm}\n  fix-state: fixed\n',
  ],
  [
    'audit-ci.json',
    '{"allowlist":["GHSA-x","a|b>c",{"GHSA-y":{"active":true}}]}',
  ],
  [
    '.retireignore.json',
    '[{"component":"a","version":"1","identifiers":{"CVE":["CVE-2026-1001"]},"justification":"j"}]',
  ],
  [
    'dependabot-alerts.json',
    '[{"number":1,"state":"dismissed","dismissed_reason":"tolerable_risk","dependency":{"package":{"ecosystem":"npm","name":"a"},"manifest_path":"p"},"security_advisory":{"ghsa_id":"GHSA-x","cve_id":"CVE-2026-1001"}}]',
  ],
];

/** Files that the inspections look at: `[path, text]`. */
export function inspected() {
  const { chanceOf, madeUpKeys, madeUpSecrets } = ofTests(
    'inspect/src/__testUtils__/madeUpSecrets',
  );
  const secrets = madeUpSecrets(chanceOf(1));
  const files = [
    ['a.pem', madeUpKeys().open.get('OpenSSH')],
    ['config.json', secrets.get('Docker credentials')],
    ['tokens.txt', [...secrets.values()].slice(0, 20).join('\n')],
    ['session.txt', `Bearer ${secrets.get('JSON Web Token')}\n`],
    [
      '.github/workflows/a.yml',
      'on:\n  pull_request_target:\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - uses: actions/checkout@v4\n      with: {ref: "${{ github.event.pull_request.head.sha }}"}\n    - run: |\n        echo "${{ github.event.issue.title }}"\n        curl https://a.test | sh\n',
    ],
    [
      '.gitlab-ci.yml',
      'variables: {API_TOKEN: a1b2c3d4, DOCKER_TLS_CERTDIR: ""}\nservices: [docker:dind]\na:\n  image: docker:latest\n  allow_failure: true\n  script:\n  - curl https://a.test | bash\n  - npm audit || true\n  - eval "a $CI_COMMIT_MESSAGE" \'b\' \\\\"c"\n  - |\n    ssh a bash -s <<EOF\n    $CI_COMMIT_BRANCH\n    EOF\n',
    ],
    [
      'Dockerfile',
      'FROM a:latest AS b\nUSER root\nADD https://a.test/x /x\nRUN curl -k https://a.test | sh && apt-get install c\nENV PASSWORD=x\n',
    ],
    [
      'compose.yaml',
      'services:\n  a: {image: "a:latest", privileged: true, volumes: ["/var/run/docker.sock:/x"], ports: ["0.0.0.0:1:1"]}\n',
    ],
    [
      'k.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: true\n  containers:\n  - {name: a, image: "a:latest", securityContext: {privileged: true}}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\n',
    ],
    [
      '.github/dependabot.yml',
      'version: 2\nupdates:\n- {package-ecosystem: npm, directory: /, schedule: {interval: daily}}\n',
    ],
    ['renovate.json', '{"extends":["config:base"],"ignoreDeps":["a"]}'],
    ['a.env', 'PASSWORD="correct horse"\nAWS=AKIAQYLPMN5HHHFPZAM2\n'],
  ];
  return [...files, ...exampleFiles()];
}

/** What feeds, people and other portals write, by what reads it. */
export const others = {
  advisory:
    '{"schema_version":"1.6.0","id":"GHSA-x","modified":"2026-01-01T00:00:00Z","published":"2026-01-01T00:00:00Z","aliases":["CVE-2026-1001"],"summary":"s","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"affected":[{"package":{"ecosystem":"npm","name":"a"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]}],"versions":["0.1.0"],"database_specific":{"cwe_ids":["CWE-79"]}}],"references":[{"type":"WEB","url":"https://a.test"}]}',
  epss: '#model_version:v2025.03.14,score_date:2026-01-01T00:00:00Z\ncve,epss,percentile\nCVE-2026-1001,0.5,0.9\nCVE-2026-1002,0.1,0.2\n',
  kev: '{"title":"t","catalogVersion":"2026.01.01","dateReleased":"2026-01-01T00:00:00Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1001","dateAdded":"2026-01-01","dueDate":"2026-01-20","vendorProject":"v","product":"p","vulnerabilityName":"n","knownRansomwareCampaignUse":"Known","requiredAction":"r"}]}',
  vulnrichment:
    '{"cveMetadata":{"cveId":"CVE-2026-1001"},"containers":{"adp":[{"title":"CISA ADP Vulnrichment","metrics":[{"other":{"type":"ssvc","content":{"id":"CVE-2026-1001","options":[{"Exploitation":"active"},{"Automatable":"yes"},{"Technical Impact":"total"}],"timestamp":"2026-01-01T00:00:00Z"}}}]}]}}',
  vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
  vers: 'vers:npm/>=1.0.0|<2.0.0|!=1.5.0',
  purl: 'pkg:npm/%40scope/name@1.0.0?repository_url=https://a.test#src/x',
  image: 'a.test:5000/b/c:1.0@sha256:0000',
  license: '(MIT OR Apache-2.0 WITH LLVM-exception) AND LicenseRef-a+',
  'OpenSSF result':
    '{"date":"2026-01-01","repo":{"name":"github.com/a/b","commit":"00"},"scorecard":{"version":"5"},"score":5.5,"checks":[{"name":"Binary-Artifacts","score":10,"reason":"r","details":["d"],"documentation":{"short":"s","url":"u"}}]}',
  'export manifest':
    '{"format":"safety-curtain-archive","version":1,"id":"1","createdAt":"2026-01-01T00:00:00Z","createdBy":"a","tool":{"name":"a","version":"1"},"scope":{"kind":"organization"},"files":[{"path":"a","sha256":"0000000000000000000000000000000000000000000000000000000000000000","size":1}]}',
  xml: '<?xml version="1.0"?><a b="c"><d>e &amp; f</d><![CDATA[x]]><!-- y --></a>',
  yaml: 'a: {b: [1, "c"]}\nd: >-\n  x\ne: |\n  f\n---\n- g: !!str 1\n',
  toml: 'a = 1\n[b.c]\nd = ["e", 1.5, 2026-01-01]\n[[f]]\ng = { h = """i\n""" }\n',
  jsonc: '{ // a\n "b": [1, 2,], /* c */ "d": {"e": null},\n}',
  json5: "{a: 'b', c: +1, d: [0x10, .5,], e: Infinity, // f\n}",
  shell:
    'set -e\nif a "$b" \'c\' $(d `e`); then\n  f | g && h || i <<E\nj\nE\nfi\nfor k in 1 2; do l > m; done\n',
  Dockerfile:
    '# syntax=a\nARG A=b\nFROM ${A}:1 AS c\nRUN ["d", "e"]\nRUN <<E\nf\nE\nCOPY --from=c \\\n g h\n',
};
