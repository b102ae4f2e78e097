import { decisions } from './decisions';
import { entity } from './entity';
import { findings } from './findings';
import { gates } from './gates';
import { general } from './general';
import { organization } from './organization';
import { tickets } from './tickets';
import { provenance } from './provenance';
import { releases } from './releases';
import { vex } from './vex';

/** German, loaded where a reader has chosen it. */
export default {
  ...decisions,
  ...entity,
  ...findings,
  ...gates,
  ...general,
  ...organization,
  ...tickets,
  ...releases,
  ...provenance,
  ...vex,
};
