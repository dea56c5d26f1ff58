import { describeWholePipeline } from './whole-pipeline.ts';

describeWholePipeline(['hif', 'parquet']);
