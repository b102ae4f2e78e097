import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
} from '@backstage/errors';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  createSupplyChainClient,
  type SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';

const PLUGIN = 'supply-chain';

/** What actions are registered with. */
export interface ActionGround {
  actionsRegistry: ActionsRegistryService;
  api: CallerApi;
}

/**
 * The plugin's own API, asked as whoever calls an action: what they may not
 * read there they do not read here, and what they do is audited as theirs.
 */
export class CallerApi {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** The API, asked as somebody; it rejects with what it answers where it refuses. */
  async of(credentials: BackstageCredentials): Promise<SupplyChainApi> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN),
      this.#auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: PLUGIN,
      }),
    ]);
    return createSupplyChainClient({
      baseUrl,
      fetchApi: {
        async fetch(address, init) {
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          const response = await fetch(address, { ...init, headers });
          if (!response.ok) throw await refusalOf(response);
          return response;
        },
      },
    });
  }
}

const REFUSALS = new Map<number, new (message: string) => Error>([
  [400, InputError],
  [403, NotAllowedError],
  [404, NotFoundError],
  [409, ConflictError],
]);

/** As the API words it: whoever called the action reads it. */
async function refusalOf(response: Response): Promise<Error> {
  const error = await ResponseError.fromResponse(response);
  const Refusal = REFUSALS.get(response.status);
  return Refusal ? new Refusal(error.cause.message) : error;
}

/** What only reads, and may be asked again. */
export const readsOnly = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
