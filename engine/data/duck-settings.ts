/** Settings of every DuckDB that the engine opens: nothing is fetched from a network. */

export const duckSettings: Readonly<Record<string, string>> = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};
