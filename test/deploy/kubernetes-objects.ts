import { Deployment } from 'kubernetes-models/apps/v1';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';

const models = { ConfigMap, Deployment, Ingress, PodDisruptionBudget, Secret, Service };

/** What Kubernetes' own schemas have against an object. Objects of others, such as the Prometheus Operator's, count as right. */
export function kubernetesProblem(object: { readonly kind: string }): string | null {
  const Model = models[object.kind as keyof typeof models] as
    | (typeof models)[keyof typeof models]
    | undefined;
  if (!Model) return null;
  try {
    new Model(object as never).validate();
    return null;
  } catch (error) {
    return `${object.kind}: ${(error as Error).message}`;
  }
}
