import { decisions } from './decisions';
import { entity } from './entity';
import { findings } from './findings';
import { general } from './general';
import { organization } from './organization';
import { vex } from './vex';

/** German, loaded where a reader has chosen it. */
export default {
  ...decisions,
  ...entity,
  ...findings,
  ...general,
  ...organization,
  ...vex,
};
