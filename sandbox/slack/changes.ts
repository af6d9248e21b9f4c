/** Tells listeners that something in the workspace changed; says nothing about what. */
export interface Changes {
  /** Calls every listener, in the same turn. */
  touch(): void;
  /** Returns the function that stops listening. */
  onChange(listener: () => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    touch() {
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
