/** Loads a bundle that stands beside this one; compiled ahead it does so by `bin/ahead.js`, whose scripts can't import. */
export function importBundle(url: URL): Promise<unknown> {
  return import(url.href);
}
