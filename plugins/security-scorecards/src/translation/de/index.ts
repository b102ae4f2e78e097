import { checks } from './checks';
import { organization } from './organization';
import { service } from './service';

/** German, loaded where a reader has chosen it. */
export default { ...checks, ...organization, ...service };
