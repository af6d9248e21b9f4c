import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { environment } from '../../src/config.ts';
import { secretVariables } from '../../src/variables.ts';

const chart = 'deploy/helm';
const text = (file: string) => readFileSync(file, 'utf8');
const schema = JSON.parse(text(`${chart}/values.schema.json`));
const values = parse(text(`${chart}/values.yaml`));
const { version } = JSON.parse(text('package.json'));

it('the chart has the version of the package', () => {
  expect(parse(text(`${chart}/Chart.yaml`))).toMatchObject({ version, appVersion: version });
});

describe('values.schema.json', () => {
  const valid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  const problems = (changed: object) => {
    valid({ ...values, ...changed });
    return (valid.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  };

  it('takes the values as they are, and what docs show', () => {
    for (const changed of [
      {},
      { replicas: 3, strategy: 'Recreate', env: { LOG_LEVEL: 'debug', KEEP_ALIVE_SECONDS: 620 } },
      { image: { repository: 'registry.example.com:5000/it/frontdesk', digest: `sha256:${'a'.repeat(64)}` } },
      { ingress: { enabled: true, host: 'desk.example.com', tlsSecret: 'desk-tls', className: 'nginx' } },
      { serviceMonitor: { enabled: true, interval: '30s', labels: { release: 'prometheus' } } },
    ])
      expect.soft(problems(changed), JSON.stringify(changed)).toEqual([]);
  });

  it('refuses what is mistyped, and secrets among the values', () => {
    for (const changed of [
      { replica: 3 },
      { replicas: '3' },
      { replicas: -1 },
      { strategy: 'Rolling' },
      { image: { repository: '' } },
      { image: { repository: 'a/b', tag: 'a tag' } },
      { image: { repository: 'a/b', digest: 'latest' } },
      { existingSecret: '' },
      { ingress: { enabled: true } },
      { ingress: { enabled: true, host: '', tlsSecret: 'x' } },
      { serviceMonitor: { enabled: true, interval: 'often' } },
      { resources: { requests: { memory: [] } } },
      { policy: { approvals: {} } },
      { env: { PORT: 4000 } },
      { env: { 'LOG LEVEL': 'debug' } },
      { env: { LOG_LEVEL: { debug: true } } },
      ...secretVariables
        .filter((name) => !['ZOOM_ACCOUNT_ID', 'ZOOM_CLIENT_ID'].includes(name) && !name.includes('PROXY'))
        .map((name) => ({ env: { [name]: 'x' } })),
    ])
      expect.soft(problems(changed), JSON.stringify(changed)).not.toEqual([]);
  });

  it('knows every key of values.yaml', () => {
    expect(Object.keys(values).filter((key) => !(key in schema.properties))).toEqual([]);
  });
});

// Helm is no npm package; HELM names one that is not on the PATH.
const helm = process.env.HELM ?? 'helm';
const run = (...args: string[]) => spawnSync(helm, args, { encoding: 'utf8' });
const withPolicy = ['--set-file', 'policy=policy.yml'];

describe.skipIf(run('version').status !== 0)('Helm', () => {
  const rendered = (...more: string[]) => {
    const { stdout, stderr, status } = run('template', 'desk', chart, ...withPolicy, ...more);
    expect(status, stderr).toBe(0);
    return parseAllDocuments(stdout).map((document) => document.toJS());
  };
  const kind = (all: ReturnType<typeof rendered>, wanted: string) => all.find((one) => one.kind === wanted);

  it('has nothing against the chart', () => {
    const { stdout, status } = run('lint', '--strict', chart, ...withPolicy);
    expect(status, stdout).toBe(0);
  });

  it('makes the same pods as the plain manifests', () => {
    const plain = parse(text('deploy/kubernetes/deployment.yaml')).spec;
    const all = rendered();
    expect(all.map((one) => one.kind).toSorted()).toEqual([
      'ConfigMap',
      'Deployment',
      'PodDisruptionBudget',
      'Service',
    ]);
    const { spec } = kind(all, 'Deployment');
    const [mine, theirs] = [spec.template.spec, plain.template.spec];
    const [container, plainContainer] = [mine.containers[0], theirs.containers[0]];
    expect(spec).toMatchObject({ replicas: plain.replicas, strategy: plain.strategy });
    expect(container).toEqual({
      ...plainContainer,
      image: `registry.example.com/frontdesk:${version}`,
      imagePullPolicy: 'IfNotPresent',
    });
    const name = { configMap: { name: 'desk-policy' } };
    expect(mine.volumes).toEqual([{ ...theirs.volumes[0], ...name }, theirs.volumes[1]]);
    for (const field of ['securityContext', 'terminationGracePeriodSeconds', 'automountServiceAccountToken'])
      expect.soft(mine[field], field).toEqual(theirs[field]);
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(kind(all, 'ConfigMap').data['policy.yml']).toBe(text('policy.yml'));
  });

  it('does what the values say', () => {
    const all = rendered(
      ...['--set', 'strategy=Recreate,replicas=3,existingSecret=mine,env.KEEP_ALIVE_SECONDS=620'],
      ...['--set', 'ingress.enabled=true,ingress.host=desk.example.com,ingress.tlsSecret=tls'],
      ...['--set', `serviceMonitor.enabled=true,image.digest=sha256:${'a'.repeat(64)}`],
      ...['--set', 'imagePullSecrets={regcred},nodeSelector.pool=small,podAnnotations.team=it'],
    );
    const { spec } = kind(all, 'Deployment');
    expect(spec).toMatchObject({
      replicas: 3,
      strategy: { type: 'Recreate' },
      template: {
        metadata: { annotations: { team: 'it' } },
        spec: {
          imagePullSecrets: [{ name: 'regcred' }],
          nodeSelector: { pool: 'small' },
          containers: [
            {
              image: `registry.example.com/frontdesk@sha256:${'a'.repeat(64)}`,
              envFrom: [{ secretRef: { name: 'mine' } }],
            },
          ],
        },
      },
    });
    expect(spec.strategy).not.toHaveProperty('rollingUpdate');
    const env: { name: string }[] = spec.template.spec.containers[0].env;
    expect(env).toContainEqual({ name: 'KEEP_ALIVE_SECONDS', value: '620' });
    const known = Object.keys(environment.shape);
    expect(env.filter(({ name }) => !known.includes(name))).toEqual([]);
    expect(kind(all, 'Ingress').spec.rules[0].http.paths).toMatchObject([
      { path: '/slack/events', pathType: 'Exact' },
    ]);
    expect(kind(all, 'ServiceMonitor')).toMatchObject({ spec: { endpoints: [{ path: '/metrics' }] } });
  });

  it('another policy leaves the pods as they are: they read it', () => {
    const [one, other] = ['policy.yml', 'sandbox/policy.yml'].map((file) =>
      kind(rendered('--set-file', `policy=${file}`), 'Deployment'),
    );
    expect(one).toBeTruthy();
    expect(one).toEqual(other);
  });

  it('says what is missing or mistyped instead of installing it', () => {
    expect(run('template', 'desk', chart).stderr).toContain('The policy is missing');
    const { stderr, status } = run('template', 'desk', chart, ...withPolicy, '--set', 'replica=3');
    expect(status).not.toBe(0);
    expect(stderr).toContain('replica');
  });
});
