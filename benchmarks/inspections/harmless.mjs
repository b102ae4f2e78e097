import { createHash, randomUUID } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Texts without a secret that look as if they had some, by what they are: `[kind, path, text]`.
 *
 * @param chance - numbers from 0 to below 1
 * @param lines - of each text
 */
export function* harmless(chance, lines) {
  const hash = (algorithm, encoding) =>
    createHash(algorithm).update(`${chance()}`).digest(encoding);
  const bytes = count =>
    Buffer.from(
      Array.from({ length: count }, () => Math.floor(chance() * 256)),
    );
  const word = () =>
    Array.from(
      { length: 3 + Math.floor(chance() * 8) },
      () => LETTERS[Math.floor(chance() * LETTERS.length)],
    ).join('');
  const of = make => Array.from({ length: lines }, make).join('\n');

  yield [
    'hashes',
    'SUMS.txt',
    of(() => `${hash('sha256', 'hex')}  ${word()}.tgz`),
  ];
  yield [
    'commits',
    'CHANGELOG.md',
    of(() => `- ${word()} ${word()} (${hash('sha1', 'hex')})`),
  ];
  yield [
    'integrity',
    'deps.json',
    of(
      () => `"${word()}": {"integrity": "sha512-${hash('sha512', 'base64')}"},`,
    ),
  ];
  yield ['UUIDs', 'ids.yaml', of(() => `- id: ${randomUUID()}`)];
  yield [
    'images',
    'icons.css',
    of(
      () =>
        `.${word()} { background: url(data:image/png;base64,${bytes(
          300,
        ).toString('base64')}) }`,
    ),
  ];
  yield [
    'one long text of base64',
    'blob.txt',
    bytes(lines * 60).toString('base64'),
  ];
  yield [
    'minified code',
    'bundle.js',
    of(
      () =>
        `var ${word()}=function(${word()},t){return t.${word()}("${word()}",{token:t.${word()},key:${word()}.${word()}[${Math.floor(
          chance() * 99,
        )}]})};`,
    ),
  ];
  yield ['placeholders', '.env.example', of(() => placeholder(chance, word))];
  yield [
    'names of secrets',
    'config.ts',
    of(
      () =>
        `const ${word()}Token = process.env.${word().toUpperCase()}_TOKEN ?? getSecret('${word()}/${word()}-${word()}-token-v2');`,
    ),
  ];
  yield [
    'addresses',
    'links.md',
    of(
      () =>
        `[${word()}](https://${word()}.example.com/${word()}/${hash(
          'md5',
          'hex',
        )}?token=${word()})`,
    ),
  ];
}

const PLACEHOLDERS = [
  word => `${word}_TOKEN=your-${word}-token-here`,
  word => `${word}_API_KEY=\${${word}_KEY}`,
  word => `${word}_SECRET=<${word}-secret>`,
  word => `${word}_PASSWORD=xxxxxxxxxxxxxxxxxxxxxxxx`,
  word => `GITHUB_TOKEN=ghp_${'x'.repeat(36)} # ${word}`,
  word => `GITLAB_TOKEN=glpat-your-${word}-token-value`,
  word => `STRIPE_KEY=sk_live_EXAMPLE${word}EXAMPLEEXAMPLE`,
  word => `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE # ${word}`,
  word =>
    `AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY # ${word}`,
  word => `DATABASE_URL=postgres://user:password@localhost:5432/${word}`,
  word => `REGISTRY=https://username:token@registry.example.com/${word}`,
  word => `${word}_KEY={{ .Values.${word}.key }}`,
];

function placeholder(chance, word) {
  const one = PLACEHOLDERS[Math.floor(chance() * PLACEHOLDERS.length)];
  return one(word().toUpperCase());
}
