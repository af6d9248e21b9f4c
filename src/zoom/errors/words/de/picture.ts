import type { Words } from '../words.ts';

/** The profile picture. */
export const picture = {
  'picture-empty': {
    says: 'Diese Bilddatei ist leer.',
    next: 'Wählen Sie eine andere Datei.',
  },
  'picture-too-large': {
    says: 'Das Bild ist größer als 2 MB.',
    next: 'Verkleinern Sie es oder wählen Sie ein anderes.',
  },
  'picture-wrong-type': {
    says: 'Zoom nimmt keine Bilder dieser Art an.',
    next: 'Wählen Sie eine JPG- oder PNG-Datei.',
  },
  'picture-content-refused': {
    says: 'Zoom hat nicht angenommen, was das Bild zeigt.',
    next: 'Wählen Sie ein anderes Bild.',
  },
  'picture-refused': {
    says: 'Zoom hat das Bild nicht angenommen.',
    next: 'Wählen Sie eine JPG- oder PNG-Datei mit höchstens 2 MB.',
  },
} satisfies Partial<Words>;
