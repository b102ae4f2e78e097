import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ConditionalPolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import type { Request } from 'express';
import type { TargetFilter } from '../records/targets/targetFilter';
import { targetResourceRef } from '../records/targets/targetRules';

/** A permission that is decided for each entity. */
export type TargetPermission = ResourcePermission<'supply-chain-target'>;

/** Decides what a caller may see and do. */
export class Access {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /** Whoever sends the request. */
  credentials(request: Request): Promise<BackstageCredentials> {
    return this.#httpAuth.credentials(request);
  }

  /**
   * The targets that the caller has a permission for, as a filter for queries.
   * Throws `NotAllowedError` where there is none at all: missing rights must
   * never look like nothing found.
   */
  async targets(
    request: Request,
    permission: TargetPermission,
  ): Promise<TargetFilter> {
    const credentials = await this.credentials(request);
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) throw denied(permission.name);
    if (decision.result === AuthorizeResult.ALLOW) return {};
    const transform = createConditionTransformer(
      this.#registry.getPermissionRuleset(targetResourceRef),
    );
    return {
      access: transform((decision as ConditionalPolicyDecision).conditions),
    };
  }

  /** The same, for a part of an answer: undefined where there is none at all. */
  async targetsIfAny(
    request: Request,
    permission: TargetPermission,
  ): Promise<TargetFilter | undefined> {
    try {
      return await this.targets(request, permission);
    } catch (error) {
      if (error instanceof NotAllowedError) return undefined;
      throw error;
    }
  }

  /** Throws `NotAllowedError` where the caller lacks a permission. */
  async require(request: Request, permission: BasicPermission): Promise<void> {
    if (!(await this.may(request, permission))) throw denied(permission.name);
  }

  /** Whether the caller has a permission. */
  async may(request: Request, permission: BasicPermission): Promise<boolean> {
    const credentials = await this.credentials(request);
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Throws `NotAllowedError` where the caller lacks a permission for a target. */
  async requireFor(
    request: Request,
    permission: TargetPermission,
    entityRef: string,
  ): Promise<void> {
    const credentials = await this.credentials(request);
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw denied(permission.name);
    }
  }
}

function denied(permission: string): NotAllowedError {
  return new NotAllowedError(
    `You do not have the permission '${permission}'; ask whoever runs this portal`,
  );
}
