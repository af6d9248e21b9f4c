/** The libraries of the page, by the name that the import map of `index.html` gives them. */
const specifiers: Readonly<Record<string, string>> = {
  'preact.js': 'preact',
  'preact-hooks.js': 'preact/hooks',
  'htm.js': 'htm',
  'htm-preact.js': 'htm/preact',
};

/** Where the ES module of a library lies in `node_modules`; `undefined` for every name not listed above. */
export function vendorFile(name: string): URL | undefined {
  const specifier = Object.hasOwn(specifiers, name) ? specifiers[name] : undefined;
  return specifier === undefined ? undefined : new URL(import.meta.resolve(specifier));
}
