import { goldenNames } from '../golden/golden-set.ts';
import { describeAgreement } from '../support/kernel-agreement.ts';

await describeAgreement({ runs: 200, golden: goldenNames() });
