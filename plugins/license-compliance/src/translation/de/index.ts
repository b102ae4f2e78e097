import { archive } from './archive';
import { decisions } from './decisions';
import { licenses } from './licenses';
import { organization } from './organization';

/** German, loaded where a reader has chosen it. */
export default { ...archive, ...decisions, ...licenses, ...organization };
