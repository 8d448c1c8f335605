import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compress } from './build/compress.ts';
import { languages } from './build/languages.ts';
import { persianParts } from './build/persian-parts.ts';
import { mockApi } from './mock/plugin.ts';

/** With PHAROS_API set to a running server's address, `npm run dev` shows its figures; else invented ones. */
const api = process.env.PHAROS_API;

export default defineConfig({
  plugins: [
    react(),
    languages(),
    persianParts(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'ru-RU', 'de-DE', 'zh-CN', 'lt-LT'] }), enforce: 'pre' },
    ...(api ? [] : [mockApi()]),
    compress(),
  ],
  build: {
    target: 'es2023',
    // Outlines of charts and fonts must stay files: the content security policy allows no data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: api ? { proxy: { '/api': api } } : {},
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts', 'mock/**/*.test.ts'],
  },
});
