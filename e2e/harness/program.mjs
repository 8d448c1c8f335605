// The built program, started as a user would start it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const PROGRAM = process.env.PHAROS_PROGRAM;
if (!PROGRAM) throw new Error('PHAROS_PROGRAM must name the built program; cargo xtask test sets it');

/** A folder that is gone when the test is. */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), 'pharos-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the program to its end. */
export function run(args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => (stdout += part));
    child.stderr.on('data', (part) => (stderr += part));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs the program and returns what it printed as JSON. */
export async function json(args) {
  const { code, stdout, stderr } = await run([...args, '--json']);
  if (code !== 0) throw new Error(`pharos ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}

/** Starts a serving command and waits for the line with its address. */
export async function serve(args) {
  const child = spawn(PROGRAM, [...args, '--port', '0', '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (part) => (stderr += part));
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const ready = new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = line.match(/http:\/\/[\d.]+:\d+/);
      if (address) resolve({ address: address[0], line });
    });
    ended.then((code) => reject(new Error(`the program ended with ${code} before it was ready: ${stderr}`)));
  });
  const { address, line } = await ready;
  return {
    address,
    line,
    get: async (path) => {
      const response = await fetch(address + path);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
