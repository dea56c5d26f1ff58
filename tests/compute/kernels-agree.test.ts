import { describeAgreement } from '../support/kernel-agreement.ts';

// The short form of tests/long/kernels-agree.test.ts.
await describeAgreement({ runs: 3, golden: ['toy'] });
