import type { Words } from '../words.ts';

/** The profile picture. */
export const picture = {
  'picture-empty': {
    says: 'There is nothing in that picture file.',
    next: 'Choose another file.',
  },
  'picture-too-large': {
    says: 'The picture is larger than 2 MB.',
    next: 'Make it smaller or choose another one.',
  },
  'picture-wrong-type': {
    says: 'Zoom does not take pictures of that type.',
    next: 'Choose a JPG or PNG file.',
  },
  'picture-content-refused': {
    says: 'Zoom did not accept what the picture shows.',
    next: 'Choose another picture.',
  },
  'picture-refused': {
    says: 'Zoom did not take the picture.',
    next: 'Choose a JPG or PNG file of at most 2 MB.',
  },
} satisfies Partial<Words>;
