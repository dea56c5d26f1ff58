/** How a shape is painted; colours are CSS values, custom properties included. */
export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  /** Width of the line, pixels; 1 unless told otherwise. */
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
  readonly round?: boolean;
}

/**
 * One mark of a drawing. A list of them is painted in order, as SVG where marks
 * are few and on a canvas where they are many, and looks the same.
 */
export type Shape =
  | {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly paint: Paint;
    }
  | {
      readonly type: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly paint: Paint;
    }
  | {
      /** An outline round 0,0, moved to a place. */
      readonly type: 'path';
      readonly path: string;
      readonly x: number;
      readonly y: number;
      readonly paint: Paint;
    }
  | {
      readonly type: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor?: 'start' | 'middle' | 'end';
      /** Pixels; 12 unless told otherwise. */
      readonly size?: number;
      readonly weight?: number;
      readonly paint: Paint;
    };

/** Above this many marks a drawing goes on a canvas. */
export const MOST_SVG_MARKS = 2000;
