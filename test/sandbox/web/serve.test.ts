import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { mountWeb } from '../../../sandbox/web/serve.ts';

const app = new Hono();
mountWeb(app);
const get = async (path: string) => {
  const response = await app.request(path);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text: await response.text(),
  };
};

describe('the page', () => {
  it('allows itself and its import map, nothing else', async () => {
    const page = await get('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    const map = /<script type="importmap">(.*?)<\/script>/s.exec(page.text)?.[1] ?? '';
    expect(page.status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(
      `script-src 'self' 'sha256-${createHash('sha256').update(map).digest('base64')}'`,
    );
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('finds every library of its import map', async () => {
    const map = /<script type="importmap">(.*?)<\/script>/s.exec((await get('/')).text)?.[1] ?? '';
    const { imports } = JSON.parse(map) as { imports: Record<string, string> };
    for (const path of Object.values(imports))
      expect(await get(path)).toMatchObject({ status: 200, type: expect.stringContaining('javascript') });
  });

  it('has its font and emoji here, and nothing else of their packages', async () => {
    const sheets = [...(await get('/')).text.matchAll(/href="(\/fonts\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(sheets).toHaveLength(4);
    for (const path of sheets) {
      const sheet = await get(path);
      expect(sheet).toMatchObject({ status: 200, type: 'text/css' });
      for (const [, file] of sheet.text.matchAll(/url\(\.\/(files\/[^)]+\.woff2)\)/g))
        expect(await get(`/fonts/${file}`)).toMatchObject({ status: 200, type: 'font/woff2' });
    }
    for (const name of ['2705', '23f3', '1f6ab'])
      expect(await get(`/emoji/${name}.svg`)).toMatchObject({ status: 200, type: 'image/svg+xml' });
    const others = ['/fonts/package.json', '/fonts/files/../package.json', '/fonts/files/no.woff2'];
    for (const path of [...others, '/emoji/package.json', '/emoji/..%2fpackage.json', '/emoji/fffff.svg'])
      expect((await get(path)).status, path).toBe(404);
  });

  it('finds every style it names', async () => {
    const names = [...(await get('/')).text.matchAll(/href="(\/style\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(names.length).toBeGreaterThan(3);
    for (const path of names) expect(await get(path)).toMatchObject({ status: 200, type: 'text/css' });
  });
});

describe('modules', () => {
  it('lose their types on the way out', async () => {
    const module = await get('/app/state/page-state.ts');
    expect(module).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect(module.text).toContain('export function unreadIn(state');
    expect(module.text).not.toMatch(/import type|: PageState/);
  });

  it('import only what the browser can load', async () => {
    const root = new URL('../../../sandbox/web/app/', import.meta.url);
    const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
    expect(names).toContain('view/page.ts');
    for (const name of names) {
      const { status, text } = await get(`/app/${name}`);
      expect(status, name).toBe(200);
      for (const [, from = ''] of text.matchAll(/^(?:import|export)[^'"]*?from '([^']+)'/gm)) {
        const known = /^(?:preact|preact\/hooks|htm\/preact)$/.test(from);
        const path = new URL(from, `http://local/app/${name}`).pathname;
        expect(known || path.startsWith('/app/'), `${name} imports ${from}`).toBe(true);
      }
    }
  });

  it.each([
    '/app/../serve.ts',
    '/app/%2e%2e/serve.ts',
    '/app/..%2fserve.ts',
    '/app/state/../../serve.ts',
    '/app//etc/passwd.ts',
    '/app/main.js',
    '/app/nothing-here.ts',
    '/style/../index.html',
    '/style/%2e%2e%2findex.html',
    '/vendor/..%2f..%2fpackage.json',
    '/vendor/constructor',
    '/vendor/hono',
  ])('does not serve %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('never use innerHTML', async () => {
    const root = new URL('../../../sandbox/web/app/', import.meta.url);
    for (const name of await readdir(root, { recursive: true })) {
      if (name.endsWith('.ts'))
        expect((await get(`/app/${name}`)).text).not.toMatch(/\.innerHTML|dangerouslySetInnerHTML|outerHTML/);
    }
  });
});
