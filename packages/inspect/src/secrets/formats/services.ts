import { base64Key, type SecretFormat, token } from './format';

/** Whether a token of Discord begins with the number of a bot, in base64. */
function namesBot(secret: string): boolean {
  const [bot] = secret.split('.');
  return /^\d{17,20}$/.test(Buffer.from(bot, 'base64url').toString('latin1'));
}

/**
 * Payments, messages, monitoring, models. Discord: "Webhook resource" and "Reference: Authentication"
 * (discord.com/developers/docs); Telegram: "From BotFather to 'Hello World'" (core.telegram.org/bots);
 * Square: "Access tokens" (developer.squareup.com); New Relic: "API keys" (docs.newrelic.com);
 * Twilio: "API keys" (twilio.com/docs); SendGrid: two parts of 16 and 32 bytes in base64; Mailchimp: a key ends with its data center
 * (mailchimp.com/developer). The others: secret scanning's "supported patterns" (docs.github.com).
 */
export const serviceFormats: readonly SecretFormat[] = [
  token('webhook signing secret', 'whsec_', 'whsec_[A-Za-z0-9+/]{32,64}={0,2}'),
  token('Square token', 'sq0atp-', 'sq0atp-[\\w-]{22}'),
  token('Square OAuth secret', 'sq0csp-', 'sq0csp-[\\w-]{43}'),
  base64Key('Square token', 'EAAA', 'EAAA[\\w-]{60}'),
  token('Shippo token', 'shippo_live_', 'shippo_live_[a-f0-9]{40}'),
  token('Twilio key', 'SK', 'SK[0-9a-f]{32}'),
  token('SendGrid key', 'SG.', 'SG\\.[\\w-]{22}\\.[\\w-]{43}'),
  token('Mailchimp key', '-us', '[a-f0-9]{32}-us\\d{1,2}'),
  token('Brevo key', 'xkeysib-', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}'),
  token(
    'Slack configuration token',
    'xoxe',
    'xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9]{140,170}',
  ),
  token('Slack session token', 'xoxs-', 'xoxs(?:-\\d{6,14}){3}-[a-f0-9]{8,64}'),
  token(
    'Stripe key',
    ['sk_prod_', 'rk_prod_'],
    '[rs]k_prod_[A-Za-z0-9]{24,99}',
  ),
  {
    name: 'Slack webhook',
    marks: ['hooks.slack.com/'],
    pattern:
      /(https?:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9]{5,20}\/[A-Za-z0-9/]{20,80})/g,
  },
  {
    name: 'Microsoft Teams webhook',
    marks: ['/IncomingWebhook/'],
    pattern:
      /(https:\/\/[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2\/[a-f0-9@-]{73}\/IncomingWebhook\/[a-f0-9]{32}\/[a-f0-9-]{36})/g,
  },
  {
    name: 'Discord webhook',
    marks: ['/api/webhooks/'],
    pattern:
      /(https:\/\/(?:canary\.|ptb\.)?discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,80})/g,
  },
  token(
    'Discord bot token',
    '.',
    '[MNO][A-Za-z\\d_-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,38}',
    namesBot,
  ),
  token('Telegram bot token', ':AA', '\\d{8,10}:AA[\\w-]{33}'),
  token('New Relic user key', 'NRAK-', 'NRAK-[A-Z0-9]{27}'),
  token('New Relic insert key', 'NRII-', 'NRII-[\\w-]{32}'),
  token(
    'New Relic license key',
    'NRAL',
    '(?:[a-f0-9]{36}|[a-z0-9]{6}[a-f0-9]{26}FFFF)NRAL',
  ),
  token(
    'Dynatrace token',
    'dt0',
    'dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  ),
  token('Grafana key', 'eyJrIjoi', 'eyJrIjoi[A-Za-z0-9]{70,400}={0,3}'),
  token(
    'Anthropic key',
    'sk-ant-',
    'sk-ant-(?:admin|oat|ort)\\d\\d-[\\w-]{80,128}',
  ),
  token('OpenRouter key', 'sk-or-v1-', 'sk-or-v1-[a-f0-9]{64}'),
  token('Perplexity key', 'pplx-', 'pplx-[A-Za-z0-9]{48}'),
  token('xAI key', 'xai-', 'xai-[A-Za-z0-9]{80}'),
  token('Replicate token', 'r8_', 'r8_[A-Za-z0-9]{37}'),
  token('Hugging Face organization token', 'api_org_', 'api_org_[A-Za-z]{34}'),
  token('Airtable token', 'pat', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}'),
  token('Contentful token', 'CFPAT-', 'CFPAT-[\\w-]{43}'),
  token('Mapbox secret token', 'sk.eyJ', 'sk\\.eyJ[\\w-]{60,200}\\.[\\w-]{22}'),
];
