import type { Problem } from '../api/problem.ts';
import type { UploadProgress } from '../api/upload.ts';
import type { Upload } from '#protocol/dataset.ts';
import type { Mapping } from './mapping.ts';
import type { TablePreview } from './preview.ts';

/** Where bringing a file in stands. */
export type BringStep =
  | { readonly step: 'choose' }
  | { readonly step: 'looking'; readonly file: File }
  | {
      readonly step: 'mapping';
      readonly file: File;
      readonly preview: TablePreview;
      readonly mapping: Mapping;
    }
  | {
      readonly step: 'sending';
      readonly file: File;
      readonly progress: UploadProgress;
      readonly cancel: () => void;
    }
  | {
      readonly step: 'done';
      readonly file: File;
      readonly upload: Upload;
    }
  | {
      readonly step: 'failed';
      readonly file: File;
      readonly problem: Problem;
      /** The mapping to go back to; null for files that need none. */
      readonly back: Extract<BringStep, { step: 'mapping' }> | null;
    };
