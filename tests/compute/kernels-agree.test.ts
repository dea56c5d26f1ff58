import { describeAgreement } from '../support/kernel-agreement.ts';

// The short form of tests/long/kernels-agree.test.ts.
// Ten seconds, but a software GPU that shares its cores takes its time.
await describeAgreement({ runs: 3, golden: ['toy'], timeout: 300_000 });
