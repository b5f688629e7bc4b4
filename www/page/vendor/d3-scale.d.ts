/** The part of d3-scale that the timeline uses; `scripts/layout.mjs` bundles the library beside this. */

export interface ScaleTime {
  (day: Date): number;
  domain(days: [Date, Date]): ScaleTime;
  range(pixels: [number, number]): ScaleTime;
  nice(count?: number): ScaleTime;
  ticks(count?: number): Date[];
  tickFormat(): (day: Date) => string;
  invert(pixel: number): Date;
}

export function scaleUtc(): ScaleTime;
