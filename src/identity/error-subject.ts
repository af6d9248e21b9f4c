import { type ErrorSubject, ZoomError } from '../zoom/zoom-error.ts';

/** Has a Zoom error that this work ends in say whose account it was about. */
export async function withErrorSubject<T>(subject: ErrorSubject, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ZoomError ? error.withSubject(subject) : error;
  }
}
