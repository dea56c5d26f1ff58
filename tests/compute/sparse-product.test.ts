import { sparseProduct } from '#compute/cpu/sparse-product.ts';
import { sparseProductOnGpu } from '#compute/gpu/sparse-product.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeSparseProduct } from './suites/sparse-product.ts';

describeBackends(
  describeSparseProduct,
  { js: sparseProduct, gpu: sparseProductOnGpu },
  { parts: true },
);
