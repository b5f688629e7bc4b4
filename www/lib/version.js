/** The version of this package, the same as in package.json and Cargo.toml. */
export const version = '0.1.0';
