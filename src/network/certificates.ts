import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { z } from 'zod';

/** `NODE_EXTRA_CA_CERTS`: a file with certificates in PEM. */
export const certificatesFile = z
  .string()
  .optional()
  .superRefine((file, context) => {
    if (file === undefined) return;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      context.addIssue({
        code: 'custom',
        message: `NODE_EXTRA_CA_CERTS names a file that cannot be read: ${file}.`,
      });
      return;
    }
    if (text.includes('-----BEGIN CERTIFICATE-----')) return;
    context.addIssue({
      code: 'custom',
      message: `NODE_EXTRA_CA_CERTS names a file without a certificate in PEM: ${file}.`,
    });
  });

/**
 * Trusts the certificates of `NODE_EXTRA_CA_CERTS`. Node does so itself when the variable was set before it started, but
 * not when an env file sets it.
 */
export function trustCertificates(file: string | null): void {
  if (file === null || tls.getCACertificates('extra').length > 0) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')]);
}
