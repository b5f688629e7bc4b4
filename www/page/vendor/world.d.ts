/** The land of the earth as the `d` of an SVG path, in degrees east and south; `scripts/layout.mjs` makes it. */
export const LAND: string;
