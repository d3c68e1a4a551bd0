// Real web servers on a free port of this machine, each with a copy of the site and the configuration that lies in it.

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The site out of its archive. */
export const UNPACKED = path.join(process.env.NDR_UNPACKED ?? path.resolve('../../target/release-site'), 'ndr-explainer');

/** Where Debian has the programs; null where they are not. */
const program = (name) => [`/usr/sbin/${name}`, `/usr/bin/${name}`].find((place) => existsSync(place)) ?? null;

/** What the machine has of them. */
export const SERVERS = ['nginx', 'apache2', 'python3'].filter(program);

/**
 * Starts a server with the site below `subpath`. `change` gets the text of its configuration and gives back another one.
 * The result has `url`, `port` and `close()`.
 */
export async function startServer(name, { subpath = '/', change = (text) => text } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ndr-server-'));
  // Apache reads files as a user of its own.
  chmodSync(folder, 0o755);
  const root = path.join(folder, 'root');
  const site = path.join(root, subpath);
  cpSync(UNPACKED, site, { recursive: true });
  const port = await freePort();
  const child = spawn(program(name), STARTS[name]({ folder, root, site, subpath, port, change }), { stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}${subpath}`;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) break;
    if (tries > 150 || child.exitCode !== null) throw new Error(`${name} does not serve ${url}: ${answer?.status} ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    port,
    async close() {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A text with a part in it replaced, which must be there. */
export function replaced(text, old, by) {
  if (!text.includes(old)) throw new Error(`the configuration does not say ${old}`);
  return text.replaceAll(old, by);
}

/** For each server: writes its configuration, gives its arguments. */
const STARTS = {
  nginx({ folder, site, subpath, port, change }) {
    let text = readFileSync(path.join(UNPACKED, 'servers', 'nginx.conf'), 'utf8');
    text = replaced(text, 'listen 80;', `listen 127.0.0.1:${port};`);
    text = replaced(text, '/var/www/ndr-explainer/', site);
    text = replaced(text, 'location /ndr/ {', `location ${subpath} {`);
    const bare = 'location = /ndr { return 301 /ndr/; }';
    text = replaced(text, bare, subpath === '/' ? '' : bare.replaceAll('/ndr', subpath.slice(0, -1)));
    const file = path.join(folder, 'nginx.conf');
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
      events {} http { access_log off; ${temp.join(' ')} ${change(text)} }`,
    );
    return ['-c', file, '-e', path.join(folder, 'error.log')];
  },

  apache2({ folder, root, site, port, change }) {
    const rules = readFileSync(path.join(UNPACKED, 'servers', '.htaccess'), 'utf8');
    writeFileSync(path.join(site, '.htaccess'), change(rules));
    const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite', 'env'].map(
      (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
    );
    const file = path.join(folder, 'apache.conf');
    const user = process.getuid() === 0 ? 'User www-data\nGroup www-data' : '';
    writeFileSync(
      file,
      `ServerRoot ${folder}\nServerName 127.0.0.1\nListen 127.0.0.1:${port}\nPidFile ${folder}/pid\n${modules.join('\n')}\n${user}
      ErrorLog ${folder}/error.log\nTypesConfig /etc/mime.types\nDocumentRoot ${root}\nDirectoryIndex index.html
      AddLanguage br .br\nAddType application/x-gzip .gz
      <Directory ${root}>\nAllowOverride All\nOptions FollowSymLinks\nRequire all granted\n</Directory>\n`,
    );
    return ['-f', file, '-X'];
  },

  python3: ({ root, port }) => ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', root],
};
