import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Numbers from 0 to below 1 that a seed decides (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const ALNUM = DIGITS + UPPER + LOWER;

/** Parts of a made-up secret: a text as it is, or so many characters of an alphabet. */
type Part = string | [alphabet: string, count: number];

const hex = (count: number): Part => [`${DIGITS}abcdef`, count];
const alnum = (count: number): Part => [ALNUM, count];
const word = (count: number): Part => [`${ALNUM}_-`, count];
const base64 = (count: number): Part => [`${ALNUM}+/`, count];
const digits = (count: number): Part => [DIGITS, count];
const upper = (count: number): Part => [DIGITS + UPPER, count];
const letters = (count: number): Part => [UPPER + LOWER, count];

/**
 * Shapes of secrets by what they are, as providers document them. Beginnings are in parts, so that
 * no scanner takes this file for one that holds secrets.
 */
const SHAPES: Readonly<Record<string, readonly Part[]>> = {
  'AWS key id': ['AK', 'IA', [`${UPPER}234567`, 16]],
  'AWS secret key': ['aws_secret_access', '_key = ', base64(40)],
  'AWS Bedrock key': ['AB', 'SK', base64(120), '='],
  'Azure account key': ['DefaultEndpoints;Account', 'Key=', base64(86), '=='],
  'Azure storage key': [base64(76), '+A', 'St', base64(5), 'Q=='],
  'Azure shared access key': ['SharedAccess', 'Key=', base64(43), '='],
  'Azure Functions key': [word(44), 'Az', 'Fu', word(5), 'A=='],
  'Azure Redis key': [alnum(33), 'Az', 'Ca', 'B', alnum(5), '='],
  'Azure annotated key': [alnum(52), 'JQ', 'QJ99', alnum(1), 'B', alnum(24)],
  'Azure DevOps token': [alnum(76), 'AZ', 'DO', alnum(4)],
  'Azure client secret': [alnum(3), '8', 'Q~', [`${ALNUM}_.-`, 34]],
  'DigitalOcean token': ['dop', '_v1_', hex(64)],
  'DigitalOcean OAuth token': ['doo', '_v1_', hex(64)],
  'Google OAuth client secret': ['GOC', 'SPX-', word(28)],
  'Terraform Cloud token': [alnum(14), '.atlas', 'v1.', word(67)],
  'Pulumi token': ['pu', 'l-', hex(40)],
  'Doppler service token': ['dp', '.st.', 'prd_eu', '.', alnum(43)],
  'Doppler personal token': ['dp', '.pt.', alnum(43)],
  'Heroku key': ['HRKU', '-AA', word(58)],
  'Fly.io token': ['fm', '2_', base64(200), '=='],
  'PlanetScale password': ['pscale', '_pw_', word(43)],
  'Netlify token': ['nf', 'p_', alnum(36)],
  'Supabase token': ['sb', 'p_', hex(40)],
  'Cloudflare token': ['cf', 'ut_', alnum(40), hex(8)],
  'age key': ['AGE-SECRET', '-KEY-1', ['QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58]],
  'GitHub fine-grained token': ['github', '_pat_', alnum(22), '_', alnum(59)],
  'GitLab personal token': ['gl', 'pat-', word(20)],
  'GitLab routable token': [
    'gl',
    'pat-',
    word(27),
    '.01.0w',
    [DIGITS + LOWER, 7],
  ],
  'GitLab trigger token': ['gl', 'ptt-', hex(40)],
  'GitLab deploy token': ['gl', 'dt-', word(20)],
  'GitLab runner token': ['gl', 'rt-', 't1_', word(20)],
  'GitLab job token': ['gl', 'cbt-', '64_', word(20)],
  'GitLab agent token': ['gl', 'agent-', word(50)],
  'GitLab OAuth secret': ['gl', 'oas-', hex(64)],
  'GitLab SCIM token': ['gl', 'soat-', word(20)],
  'GitLab feature flags token': ['gl', 'ffct-', word(20)],
  'GitLab incoming mail token': ['gl', 'imt-', [DIGITS + LOWER, 25]],
  'GitLab registration token': ['GR', '1348941', word(20)],
  'Atlassian token': ['ATAT', 'T3', word(176), '=', [`${DIGITS}ABCDEF`, 8]],
  'Bitbucket app password': ['AT', 'BB', alnum(24), [`${DIGITS}ABCDEF`, 8]],
  'PyPI token': ['pypi-', 'AgEIcHlwaS5vcmc', word(160)],
  'RubyGems token': ['ruby', 'gems_', hex(48)],
  'NuGet key': ['oy', '2', [`${LOWER}234567`, 43]],
  'crates.io token': ['ci', 'o', alnum(32)],
  'Docker token': ['dckr', '_pat_', word(27)],
  'Docker organization token': ['dckr', '_oat_', word(32)],
  'Artifactory key': ['AK', 'Cp', alnum(69)],
  'Sourcegraph token': ['sg', 'p_', hex(40)],
  'Sentry user token': ['sntry', 'u_', hex(64)],
  'SonarQube token': ['sq', 'u_', hex(40)],
  'Postman key': ['PM', 'AK-', hex(24), '-', hex(34)],
  'CircleCI token': ['CCI', 'PAT_', alnum(22), '_', hex(40)],
  'Buildkite token': ['bk', 'ua_', hex(40)],
  'Octopus Deploy key': ['AP', 'I-', '7', upper(25)],
  'Stripe live key': ['sk', '_live_', alnum(24)],
  'Stripe restricted key': ['rk', '_live_', alnum(99)],
  'webhook signing secret': ['wh', 'sec_', alnum(32)],
  'Square token': ['sq0', 'atp-', word(22)],
  'Square OAuth secret': ['sq0', 'csp-', word(43)],
  'Shippo token': ['shippo', '_live_', hex(40)],
  'Shopify token': ['shp', 'at_', hex(32)],
  'Twilio key': ['S', 'K', hex(32)],
  'SendGrid key': ['S', 'G.', word(22), '.', word(43)],
  'Mailchimp key': [hex(32), '-u', 's21'],
  'Brevo key': ['xkey', 'sib-', hex(64), '-', alnum(16)],
  'Slack bot token': ['xox', 'b-', digits(12), '-', digits(13), '-', alnum(24)],
  'Slack webhook': [
    'https://hooks.',
    'slack.com/services/T',
    upper(10),
    '/B',
    upper(10),
    '/',
    alnum(24),
  ],
  'Slack trigger': [
    'https://hooks.',
    'slack.com/triggers/T',
    upper(10),
    '/',
    digits(13),
    '/',
    hex(32),
  ],
  'Slack session token': [
    ...[
      'xox',
      's-',
      digits(12),
      '-',
      digits(12),
      '-',
      digits(12),
      '-',
      hex(10),
    ],
  ],
  'Slack workspace token': ['xox', 'a-', '2-', digits(9), '-', alnum(24)],
  'Discord webhook': [
    'https://discord',
    '.com/api/webhooks/',
    digits(18),
    '/',
    word(68),
  ],
  'Telegram bot token': [digits(10), ':A', 'A', word(33)],
  'New Relic user key': ['NR', 'AK-', upper(27)],
  'New Relic license key': ['eu01xx', hex(26), 'FFFF', 'NRAL'],
  'Dynatrace token': ['dt', '0c01.', upper(24), '.', upper(64)],
  'Databricks token': ['da', 'pi', hex(32)],
  'Grafana service token': ['gl', 'sa_', alnum(32), '_', hex(8)],
  'Grafana Cloud token': ['gl', 'c_', alnum(100)],
  'Hugging Face token': ['h', 'f_', letters(34)],
  'OpenAI key': ['sk-', 'proj-', word(74), 'T3Blbk', 'FJ', word(73), 'a'],
  'Anthropic key': ['sk-', 'ant-api03-', word(93), 'AA'],
  'Anthropic admin key': ['sk-', 'ant-admin01-', word(93), 'AA'],
  'OpenRouter key': ['sk-', 'or-v1-', hex(64)],
  'Perplexity key': ['pp', 'lx-', alnum(48)],
  'Replicate token': ['r', '8_', alnum(37)],
  'Airtable token': ['pa', 't', alnum(14), '.', hex(64)],
  'Contentful token': ['CF', 'PAT-', word(43)],
  'Linear key': ['lin', '_api_', alnum(40)],
  'Vault token': ['hv', 's.', alnum(94)],
  'Figma token': ['fi', 'gd_', word(40)],
  'address with a password': [
    'https://deploy:',
    alnum(16),
    '@git.corp.internal/a',
  ],
  'address of a database': [
    'postgres://app:',
    alnum(16),
    '@db.corp.internal/a',
  ],
};

/** Made-up secrets of every shape, by their names; none was ever valid. */
export function madeUpSecrets(chance: () => number): Map<string, string> {
  const made = new Map(
    Object.entries(SHAPES).map(([name, parts]) => [
      name,
      filled(parts, chance),
    ]),
  );
  for (const [name, prefix] of [
    ['GitHub token', ['gh', 'p_']],
    ['npm token', ['np', 'm_']],
  ] as const) {
    const random = filled([alnum(30)], chance);
    made.set(name, `${prefix.join('')}${random}${checksumOf(random)}`);
  }
  made.set('Discord bot token', discordToken(chance));
  made.set('Docker credentials', dockerConfiguration(chance));
  made.set(
    'JSON Web Token',
    webToken(chance, { sub: 'ci', exp: 4_102_444_800 }),
  );
  return made;
}

export function filled(parts: readonly Part[], chance: () => number): string {
  return parts
    .map(part =>
      typeof part === 'string'
        ? part
        : Array.from(
            { length: part[1] },
            () => part[0][Math.floor(chance() * part[0].length)],
          ).join(''),
    )
    .join('');
}

/** The checksum of a token, written another way than the scanner does. */
function checksumOf(random: string): string {
  let number = BigInt(crc32(random));
  const all: string[] = [];
  for (; all.length < 6; number /= 62n)
    all.unshift(ALNUM[Number(number % 62n)]);
  return all.join('');
}

const encoded = (text: string) => Buffer.from(text).toString('base64url');

function discordToken(chance: () => number): string {
  const bot = encoded(filled(['1', digits(17)], chance));
  return `${bot}.${filled([word(6)], chance)}.${filled([word(38)], chance)}`;
}

function dockerConfiguration(chance: () => number): string {
  const user = filled(['ci:', alnum(24)], chance);
  const auth = Buffer.from(user).toString('base64');
  return `{"auths": {"registry.corp.internal": {"auth": "${auth}"}}}`;
}

export function webToken(
  chance: () => number,
  payload: object,
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const parts = [header, payload].map(part => encoded(JSON.stringify(part)));
  return [...parts, filled([word(43)], chance)].join('.');
}

const pem = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1', more = {}) =>
  `${key.export({ type, format: 'pem', ...more } as any)}`;

/** New private keys in PEM: open ones, and ones behind a passphrase. */
export function madeUpKeys(): {
  open: Map<string, string>;
  encrypted: Map<string, string>;
} {
  const { privateKey: p256 } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const { privateKey: p384 } = generateKeyPairSync('ec', {
    namedCurve: 'P-384',
  });
  const { privateKey: ed25519 } = generateKeyPairSync('ed25519');
  const { privateKey: rsa } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const secret = { cipher: 'aes-256-cbc', passphrase: 'a' };
  return {
    open: new Map([
      ['EC, SEC 1, P-256', pem(p256, 'sec1')],
      ['EC, SEC 1, P-384', pem(p384, 'sec1')],
      ['EC, PKCS #8', pem(p256, 'pkcs8')],
      ['Ed25519, PKCS #8', pem(ed25519, 'pkcs8')],
      ['RSA, PKCS #1', pem(rsa, 'pkcs1')],
      ['RSA, PKCS #8', pem(rsa, 'pkcs8')],
      ['OpenSSH', opensshKey('none')],
    ]),
    encrypted: new Map([
      ['EC, PKCS #8', pem(p256, 'pkcs8', secret)],
      ['RSA, PKCS #8', pem(rsa, 'pkcs8', secret)],
      ['RSA, headers', pem(rsa, 'pkcs1', secret)],
      ['OpenSSH', opensshKey('aes256-ctr')],
    ]),
  };
}

/** In the form of OpenSSH, with the name of a cipher and a key that is none. */
function opensshKey(cipher: string): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(cipher.length);
  const noise = Uint8Array.from({ length: 300 }, (_, i) => (i * 97 + 13) % 256);
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    length,
    Buffer.from(cipher),
    noise,
  ]).toString('base64');
  const label = ['OPENSSH PRIVATE', 'KEY'].join(' ');
  const lines = body.match(/.{1,70}/g)!.join('\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
