import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { Hono } from 'hono';

const here = (path: string) => new URL(path, import.meta.url);

/** Folders and names of letters, digits and hyphens only: `..`, `%2e` and absolute paths can’t be written. */
const modulePath = /^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/;
const stylePath = /^[a-z0-9-]+\.css$/;

/**
 * Serves the page of the local Slack: `/`, its modules under `/app/`, its styles under `/style/`, its fonts under
 * `/fonts/` and the few libraries under `/vendor/`. Nothing is built: TypeScript loses its types on the way out.
 */
export function mountWeb(app: Hono): void {
  app.get('/', async (c) => {
    const page = await readFile(here('./index.html'), 'utf8');
    c.header('content-security-policy', contentSecurityPolicy(page));
    c.header('referrer-policy', 'no-referrer');
    return c.html(page, 200, fresh);
  });
  app.get('/app/*', async (c) => {
    const path = c.req.path.slice('/app/'.length);
    const code = modulePath.test(path) ? await browserModule(here(`./app/${path}`)) : undefined;
    return code === undefined ? c.notFound() : c.body(code, 200, { ...fresh, 'content-type': javascript });
  });
  app.get('/style/*', async (c) => {
    const path = c.req.path.slice('/style/'.length);
    const css = stylePath.test(path) ? await readIfThere(here(`./style/${path}`)) : undefined;
    return css === undefined ? c.notFound() : c.body(css, 200, { ...fresh, 'content-type': 'text/css' });
  });
  app.get('/vendor/:name', async (c) => {
    const file = vendorFile(c.req.param('name'));
    const code = file && (await readIfThere(file));
    return code === undefined ? c.notFound() : c.body(code, 200, { ...fresh, 'content-type': javascript });
  });
  app.get('/fonts/:family/*', async (c) => {
    const family = c.req.param('family');
    const path = c.req.path.slice(`/fonts/${family}/`.length);
    const file = fontFile(family, path);
    if (!file) return c.notFound();
    const type = path.endsWith('.css') ? 'text/css' : 'font/woff2';
    return c.body(await readFile(file), 200, { ...kept, 'content-type': type });
  });
  app.get('/favicon.svg', async (c) => {
    const icon = await readFile(here('./favicon.svg'), 'utf8');
    return c.body(icon, 200, { ...fresh, 'content-type': 'image/svg+xml' });
  });
}

const javascript = 'text/javascript; charset=utf-8';
/** The page is for trying things out: what was just edited is what is shown. */
const fresh = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
/** Fonts stay what they are while the sandbox runs. */
const kept = { 'cache-control': 'max-age=3600', 'x-content-type-options': 'nosniff' };

/**
 * Everything from this server, nothing inline except the import map, which is allowed by its hash. Trusted
 * Types make a slip into `innerHTML` an error instead of a hole.
 */
function contentSecurityPolicy(page: string): string {
  const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(importMap).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

const cache = new Map<string, { mtimeMs: number; code: string }>();

/**
 * The JavaScript of a TypeScript file, its types blanked out, so that line numbers stay true in the browser's
 * developer tools. `undefined` when there is no such file.
 */
async function browserModule(file: URL): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const known = cache.get(file.href);
  if (known?.mtimeMs === found.mtimeMs) return known.code;
  const code = stripTypeScriptTypes(await readFile(file, 'utf8'), { mode: 'strip' });
  cache.set(file.href, { mtimeMs: found.mtimeMs, code });
  return code;
}

/** The libraries of the page, by the name that the import map of `index.html` gives them. */
const specifiers: Readonly<Record<string, string>> = {
  'preact.js': 'preact',
  'preact-hooks.js': 'preact/hooks',
  'htm.js': 'htm',
  'htm-preact.js': 'htm/preact',
};

/** Where the ES module of a library lies in `node_modules`; `undefined` for every name not listed above. */
function vendorFile(name: string): URL | undefined {
  const specifier = Object.hasOwn(specifiers, name) ? specifiers[name] : undefined;
  return specifier === undefined ? undefined : new URL(import.meta.resolve(specifier));
}

/** A sheet of each font; its files lie beside it. */
const fonts: Readonly<Record<string, () => string>> = {
  lato: () => import.meta.resolve('@fontsource/lato/400.css'),
  'noto-color-emoji': () => import.meta.resolve('@fontsource/noto-color-emoji/index.css'),
};
const fontPath = /^(?:[a-z0-9-]+\.css|files\/[a-z0-9-]+\.woff2)$/;

/**
 * A style sheet of a font, or one of the files that it names. Each file holds a part of the signs, and a browser
 * fetches only those whose signs it meets.
 */
function fontFile(family: string, path: string): URL | undefined {
  if (!Object.hasOwn(fonts, family) || !fontPath.test(path)) return undefined;
  try {
    const file = new URL(path, fonts[family]?.());
    return existsSync(file) ? file : undefined;
  } catch {
    // Without its font the page takes one of the machine's.
    return undefined;
  }
}
