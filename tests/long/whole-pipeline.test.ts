import { ALL_FORMATS, describeWholePipeline } from '../e2e/whole-pipeline.ts';

describeWholePipeline(ALL_FORMATS);
