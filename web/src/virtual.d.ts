declare module 'virtual:languages' {
  import type { Messages } from '@lingui/core';
  /** One entry per file of /locales. */
  export const languages: Record<string, () => Promise<{ messages: Messages }>>;
}
