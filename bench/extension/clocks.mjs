/**
 * A copy of the extension with clocks around what it asks of the browser; its own code is as it was. The script in the page
 * sets marks that the page can read, the background sends its times along with its answers. All times are milliseconds since
 * 1970.
 */

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';

/** Runs in the background before everything else. */
function inBackground() {
  const now = () => performance.timeOrigin + performance.now();
  const times = { started: now() };
  const heard = (event, name) => {
    const add = event.addListener.bind(event);
    event.addListener = (listener) => add((...given) => {
      times[name] = now();
      return listener(...given);
    });
  };
  heard(chrome.action.onClicked, 'pressed');
  for (const name of ['compile', 'compileStreaming']) {
    const compile = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      times.load = now();
      const module = await compile.apply(WebAssembly, given);
      times.compiled = now();
      return module;
    };
  }
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const instance = await instantiate.apply(WebAssembly, given);
    const { analyze } = instance.exports;
    const timed = (...all) => {
      const began = now();
      try {
        return analyze(...all);
      } finally {
        // The first call is the engine's own, to unpack what it needs.
        if (!times.ready) times.ready = now();
        else [times.analysis, times.analysed] = [began, now()];
      }
    };
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...instance.exports, analyze: timed } } });
  };
  const add = chrome.runtime.onMessage.addListener.bind(chrome.runtime.onMessage);
  chrome.runtime.onMessage.addListener = (listener) => add((message, sender, respond) => {
    const arrived = now();
    return listener(message, sender, (answer) => {
      // Of a long article the message itself takes time.
      respond({ ...answer, times: { ...times, arrived, responded: now() } });
    });
  });
}

/** Runs in the page before everything else. */
function inPage() {
  const now = () => performance.timeOrigin + performance.now();
  const mark = (name, detail) => performance.mark(`bench ${name}`, { detail });
  mark('injected', now());
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  chrome.runtime.sendMessage = (message) => {
    if (message.type === 'button') mark(message.state, now());
    if (message.type !== 'analyze') return send(message);
    mark('asked', now());
    const answered = send(message);
    mark('sent', now());
    return answered.then((answer) => {
      mark('answered', now());
      mark('background', answer.times);
      return answer;
    });
  };
}

/** @returns {string} the folder */
export function copyWithClocks(from = join(root, 'dist/extension/chrome')) {
  const to = mkdtempSync(join(tmpdir(), 'whowhen-clocks-'));
  cpSync(from, to, { recursive: true });
  const background = join(to, 'background/background.js');
  writeFileSync(join(to, 'background/clocks.js'), `(${inBackground})();\n`);
  writeFileSync(background, `import './clocks.js';\n${readFileSync(background, 'utf8')}`);
  const content = join(to, 'content.js');
  writeFileSync(content, `(${inPage})();\n${readFileSync(content, 'utf8')}`);
  return to;
}
