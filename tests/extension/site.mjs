/**
 * The web of the tests: one server for all made pages, and the proxy for everything else, so that whatever a browser asks
 * of anybody is seen here.
 */

import { createServer } from 'node:http';

/** What browsers ask by themselves: for the picture of a site, and those who made them. */
const OWN = /^\/favicon\.ico$|^(connect |https?:\/\/)[a-z0-9.-]+\.(google|googleapis|gstatic|gvt1|mozilla|firefox)\.(com|org|net)(:443$|\/)/;

/** Addresses of one computer that are two sites for a browser. */
const HOSTS = { here: 'localhost', elsewhere: '127.0.0.1' };

export class Site {
  /** What is asked for since the list was emptied last. @type {string[]} */
  requests = [];
  /** @type {Map<string, { body: string | Buffer, headers: Record<string, string> }>} */
  #pages = new Map();
  #server = createServer((request, response) => this.#answer(request, response));

  async start() {
    this.#server.on('connect', (request, socket) => {
      this.#note(`connect ${request.url}`);
      socket.end('HTTP/1.1 502 Nobody is there\r\n\r\n');
    });
    await new Promise((done) => this.#server.listen(0, '127.0.0.1', done));
    this.port = this.#server.address().port;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(done));
  }

  /**
   * The address of something made for a test.
   * @param {string | Buffer} body
   * @param {{ headers?: Record<string, string>, host?: 'here' | 'elsewhere', path?: string }} [options]
   */
  put(body, { headers = {}, host = 'here', path = `/made-${this.#pages.size}` } = {}) {
    this.#pages.set(path, { body, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });
    return `http://${HOSTS[host]}:${this.port}${path}`;
  }

  /** @param {string} asked */
  #note(asked) {
    if (!OWN.test(asked)) this.requests.push(asked);
  }

  #answer(request, response) {
    this.#note(request.url);
    const page = this.#pages.get(request.url);
    if (page) response.writeHead(200, page.headers).end(page.body);
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Nothing is here.');
  }
}
