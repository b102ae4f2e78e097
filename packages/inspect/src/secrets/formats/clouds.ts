import { base64Key, type SecretFormat, token } from './format';

/**
 * Azure: "Configure Azure Storage connection strings" and "Get a Service Bus connection string"
 * (learn.microsoft.com), and the identifiable keys of Microsoft's open library of patterns
 * (github.com/microsoft/security-utilities). Of a client secret of Entra ID, the fourth to sixth
 * characters are a digit, `Q` and `~`.
 */
const azure: readonly SecretFormat[] = [
  {
    name: 'Azure account key',
    marks: ['AccountKey='],
    pattern: /AccountKey=([A-Za-z0-9+/]{86}==)/g,
  },
  {
    name: 'Azure shared access key',
    marks: ['SharedAccessKey='],
    pattern: /SharedAccessKey=([A-Za-z0-9+/]{43}=)/g,
  },
  base64Key(
    'Azure key',
    ['APIM', 'ACDb', '+ABa', '+AMC', '+ASt'],
    '[A-Za-z0-9+/]{76}(?:APIM|ACDb|\\+(?:ABa|AMC|ASt))[A-Za-z0-9+/]{5}[AQgw]==',
  ),
  base64Key(
    'Azure key',
    ['AIoT', '+ASb', '+AEh', '+ARm'],
    '[A-Za-z0-9+/]{33}(?:AIoT|\\+(?:ASb|AEh|ARm))[A-P][A-Za-z0-9+/]{5}=',
  ),
  base64Key(
    'Azure key',
    ['AzSe', '+ACR'],
    '[A-Za-z0-9+/]{42}(?:AzSe|\\+ACR)[A-D][A-Za-z0-9+/]{5}',
  ),
  base64Key(
    'Azure Cache for Redis key',
    'AzCa',
    '[A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=',
  ),
  base64Key('Azure Functions key', 'AzFu', '[\\w-]{44}AzFu[\\w-]{5}[AQgw]=='),
  token(
    'Azure key',
    'JQQJ99',
    '[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9][A-L][A-Za-z0-9]{24}',
  ),
  token('Azure DevOps token', 'AZDO', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'),
  {
    name: 'Azure client secret',
    marks: ['Q~'],
    pattern:
      /(?<![\w~.-])([A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![\w~-])/g,
  },
];

/**
 * Other clouds and what is run on them. AWS: "IAM identifiers" (docs.aws.amazon.com); where the id of
 * a key stands that lasts, its secret is not far. DigitalOcean: "Create a personal access token"
 * (docs.digitalocean.com). HashiCorp: "API tokens" of HCP Terraform. Google: secret scanning's
 * "supported patterns" (docs.github.com), which names these of the others, too. Doppler: "Auth
 * token formats" (docs.doppler.com). age: the identities of its README, Bech32.
 */
export const cloudFormats: readonly SecretFormat[] = [
  ...azure,
  token(
    'DigitalOcean token',
    ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    'do[opr]_v1_[a-f0-9]{64}',
  ),
  token('Google OAuth client secret', 'GOCSPX-', 'GOCSPX-[\\w-]{28}'),
  token('AWS access key id', 'AKIA', 'AKIA[A-Z2-7]{16}'),
  {
    name: 'AWS secret access key',
    marks: ['ccess', 'CCESS'],
    pattern:
      /secret_?access_?key["']?\s{0,9}(?::=|=>|[:=])\s{0,9}["']?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])/gi,
  },
  token('AWS Bedrock key', 'ABSK', 'ABSK[A-Za-z0-9+/]{109,269}={0,2}'),
  token(
    'Terraform Cloud token',
    '.atlasv1.',
    '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,70}',
  ),
  token('Pulumi token', 'pul-', 'pul-[a-f0-9]{40}'),
  token(
    'Doppler token',
    'dp.',
    'dp\\.(?:pt|st|ct|sa|said|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
  ),
  token('Heroku key', 'HRKU-AA', 'HRKU-AA[\\w-]{58}'),
  token(
    'Fly.io token',
    ['fo1_', 'fm1', 'fm2_'],
    'fo1_[\\w-]{43}|fm(?:1[ar]|2)_[A-Za-z0-9+/]{100,1500}={0,3}',
  ),
  token(
    'PlanetScale token',
    'pscale_',
    'pscale_(?:tkn|oauth|pw)_[\\w=.-]{32,64}',
  ),
  token('Netlify token', 'nfp_', 'nfp_[A-Za-z0-9]{36}'),
  token('Supabase token', 'sbp_', 'sbp_[a-f0-9]{40}'),
  token(
    'Cloudflare Origin CA key',
    'v1.0-',
    'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}',
  ),
  token(
    'age key',
    'AGE-SECRET-KEY-1',
    'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
  ),
];
