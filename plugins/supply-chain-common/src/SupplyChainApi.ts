import type { operations } from './generated/schema';

/** What every request takes besides its parameters. @public */
export interface SupplyChainRequestOptions {
  signal?: AbortSignal;
  /** For callers whose `fetch` does not add one. */
  token?: string;
}

/**
 * Everything that the supply-chain backend answers: a method for each operation
 * of the OpenAPI document, called with the parameters of its path and query by
 * their names, and its `body` where it has one. It resolves to the JSON of the
 * answer, or to the `Response` where the answer is a document: CSV, an SBOM, a
 * zip. It rejects with a `ResponseError` where the backend answers with an
 * error.
 *
 * @public
 */
export type SupplyChainApi = {
  [Id in keyof operations]: (
    ...args: Args<SupplyChainInput<Id>>
  ) => Promise<SupplyChainAnswer<Id>>;
};

/** What an operation is called with. @public */
export type SupplyChainInput<Id extends keyof operations> = OrNothing<
  Known<operations[Id]['parameters']['path']> &
    Known<operations[Id]['parameters']['query']> &
    BodyOf<operations[Id]['requestBody']>
>;

/** What an operation answers. @public */
export type SupplyChainAnswer<Id extends keyof operations> = ValueOf<{
  [Status in Success & keyof operations[Id]['responses']]: JsonOf<
    operations[Id]['responses'][Status]
  >;
}>;

type Success = 200 | 201 | 202;
type ValueOf<T> = T[keyof T];

/** A parameter object that is absent adds nothing to those that are there. */
type Known<T> = [T] extends [undefined] ? unknown : NonNullable<T>;

type OrNothing<T> = unknown extends T
  ? Record<string, never>
  : { [Key in keyof T]: T[Key] };

type Args<Input> = {} extends Input
  ? [input?: Input, options?: SupplyChainRequestOptions]
  : [input: Input, options?: SupplyChainRequestOptions];

/** A body that is not JSON alone is sent as it is, under its own media type. */
type BodyOf<Request> = [Request] extends [undefined]
  ? unknown
  : NonNullable<Request> extends { content: infer Content }
  ? keyof Content extends 'application/json'
    ? { body: Content[keyof Content] }
    : { body: Blob }
  : never;

type JsonOf<Answer> = Answer extends {
  content: { 'application/json': infer Json };
}
  ? Json
  : Response;
